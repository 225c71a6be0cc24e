"""A picture that somebody brings, made into a cover that podcast directories take."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from turncast.errors import UsageError
from turncast.publish.cover import MOST_BYTES, SIDE_PX, jpeg

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST_PX = 1400
"""Apple's smallest cover; making a smaller picture larger would only blur it."""
EMBEDDED_PX = 1000
"""A copy in every episode's tags is for a player's screen, not for a directory."""
_MOST_PIXELS = 100_000_000
"""A camera's largest; what says it is larger would fill the memory."""
_CROPPED_RATIO = 1.34
"""Up to 4:3 the sides can go; what is longer is mostly a banner, whose letters stand at its ends."""


def fitted_cover(data: bytes, name: str) -> bytes:
    """The picture as a square RGB JPEG of 1400 to 3000 pixels under 500 kB; one that is all that already stays as it is.

    `name` is what to call it in messages. Raises UsageError where it cannot be a cover.
    """
    picture = _opened(data, name)
    if min(picture.size) < LEAST_PX:
        width, height = picture.size
        raise UsageError(f"{name} is {width} x {height} pixels: a cover needs at least {LEAST_PX} on the shorter side")
    upright = _in_rgb(picture, name)
    is_right = picture.format == "JPEG" and picture.mode == "RGB" and picture.width == picture.height <= SIDE_PX
    if is_right and len(data) < MOST_BYTES and not _is_turned(picture):
        return data
    return jpeg(_resized(_squared(upright), SIDE_PX))


def embedded(cover: bytes) -> bytes:
    """A smaller copy of a cover, for the tags of a file: every episode carries it, so it weighs a third less than at its best."""
    return jpeg(_resized(_opened(cover, "the cover"), EMBEDDED_PX), best=78)


def _opened(data: bytes, name: str) -> Image:
    """The picture, its pixels not read yet."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # our own limit is told in our own words
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(BytesIO(data))
        except UnidentifiedImageError as error:
            raise UsageError(f"{name} is no picture: give a JPEG or a PNG") from error
        except (Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
            raise UsageError(f"{name} cannot be read as a picture ({_one_line(error)}): save it again as JPEG or PNG") from error
    if picture.width * picture.height > _MOST_PIXELS:
        raise UsageError(f"{name} is {picture.width} x {picture.height} pixels, too large to open: {SIDE_PX} x {SIDE_PX} is enough")
    return picture


def _in_rgb(picture: Image, name: str) -> Image:
    """The picture the right way up, in RGB, on white where it is transparent."""
    from PIL import Image, ImageOps

    try:
        upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I"):  # grey in 16 bits, all of which above 255 Pillow would make white
            upright = upright.convert("I").point(lambda level: level / 257).convert("L")
        if not upright.has_transparency_data:
            return upright.convert("RGB")
        ground = Image.new("RGBA", upright.size, "white")
        ground.alpha_composite(upright.convert("RGBA"))
        return ground.convert("RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise UsageError(f"{name} is damaged ({_one_line(error)}): save it again as JPEG or PNG") from error


def _squared(picture: Image) -> Image:
    """The middle of the picture, or all of a long one on a ground of its edges' colour."""
    from PIL import Image, ImageOps

    short, long = sorted(picture.size)
    if long / short <= _CROPPED_RATIO:
        return ImageOps.fit(picture, (short, short), Image.Resampling.LANCZOS)
    corners = [picture.getpixel((x, y)) for x in (0, picture.width - 1) for y in (0, picture.height - 1)]
    colour = tuple(sum(channel) // len(corners) for channel in zip(*corners, strict=True))
    return ImageOps.pad(picture, (min(long, SIDE_PX),) * 2, Image.Resampling.LANCZOS, color=colour)


def _resized(picture: Image, most_px: int) -> Image:
    from PIL import Image

    side = min(picture.width, most_px)
    return picture.resize((side, side), Image.Resampling.LANCZOS) if side < picture.width else picture


def _is_turned(picture: Image) -> bool:
    """Whether a camera noted that it was held sideways (Exif, orientation)."""
    return int(picture.getexif().get(0x0112, 1)) != 1


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
