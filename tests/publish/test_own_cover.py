"""A user's picture becomes a cover that directories take, or one clear line."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from turncast.errors import UsageError
from turncast.publish.own_cover import EMBEDDED_PX, LEAST_PX, embedded, fitted_cover


def file_of(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    data = BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def taken(data: bytes) -> Image.Image:
    """The fitted cover, which meets what every cover must."""
    fitted = fitted_cover(data, "a.png")
    cover = Image.open(BytesIO(fitted))
    assert (cover.format, cover.mode, cover.width) == ("JPEG", "RGB", cover.height)
    assert LEAST_PX <= cover.width <= 3000
    assert len(fitted) < 500_000
    return cover


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_a_picture_that_is_right_stays_as_it_is() -> None:
    data = file_of(Image.new("RGB", (1500, 1500), "navy"), "JPEG")
    assert fitted_cover(data, "a.jpg") == data


@pytest.mark.parametrize(
    ("mode", "form", "colour", "seen"),
    [
        ("RGBA", "PNG", (200, 30, 30, 0), (255, 255, 255)),
        ("RGBA", "PNG", (200, 30, 30, 255), (200, 30, 30)),
        ("CMYK", "JPEG", (0, 255, 255, 0), (255, 0, 0)),
        ("L", "PNG", 128, (128, 128, 128)),
        ("P", "GIF", 0, None),
        ("I;16", "PNG", 0, (0, 0, 0)),
        ("I;16", "PNG", 128 * 257, (128, 128, 128)),
        ("RGB", "WEBP", (10, 200, 10), (10, 200, 10)),
    ],
)
def test_any_kind_of_colour_becomes_rgb(mode: str, form: str, colour: object, seen: tuple[int, int, int] | None) -> None:
    cover = taken(file_of(Image.new(mode, (1600, 1600), colour), form))  # type: ignore[arg-type]
    assert seen is None or near(cover.getpixel((800, 800)), seen)


def test_a_large_picture_becomes_3000_pixels() -> None:
    assert taken(file_of(Image.radial_gradient("L").resize((3400, 3400)).convert("RGB"))).width == 3000


def test_noise_is_held_under_500_kb_and_its_copy_in_the_tags_is_small() -> None:
    fitted = taken(file_of(Image.effect_noise((3000, 3000), 80).convert("RGB"), "JPEG"))
    assert Image.open(BytesIO(embedded(file_of(fitted, "JPEG")))).size == (EMBEDDED_PX, EMBEDDED_PX)


def test_the_middle_of_a_nearly_square_picture_is_kept() -> None:
    picture = Image.new("RGB", (2000, 1600), "red")
    picture.paste("blue", (200, 0, 1800, 1600))
    cover = taken(file_of(picture))
    assert cover.width == 1600
    assert near(cover.getpixel((5, 800)), (0, 0, 255))


def test_a_banner_is_kept_whole_on_the_colour_of_its_corners() -> None:
    picture = Image.new("RGB", (2800, 1400), (20, 90, 60))
    picture.paste("white", (100, 600, 2700, 800))
    cover = taken(file_of(picture))
    assert cover.width == 2800
    assert near(cover.getpixel((50, 50)), (20, 90, 60))
    assert near(cover.getpixel((150, 1400)), (255, 255, 255))


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    picture = Image.new("RGB", (1500, 1500), "red")
    picture.paste("blue", (0, 0, 1500, 750))
    exif = Image.Exif()
    exif[0x0112] = 6
    cover = taken(file_of(picture, "JPEG", exif=exif))
    assert near(cover.getpixel((1400, 750)), (0, 0, 254))


def bomb(width: int, height: int) -> bytes:
    """The head of a PNG of that size, and nothing to fill it."""

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + part(b"IDAT", zlib.compress(b"\0"))
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "a.png is no picture"),
        (b"not a picture at all", "a.png is no picture"),
        (file_of(Image.new("RGB", (1399, 2000))), "a.png is 1399 x 2000 pixels: a cover needs at least 1400"),
        (bomb(12_000, 12_000), "too large to open"),
        (bomb(60_000, 60_000), "cannot be read as a picture"),
        (bomb(1500, 1500), "damaged"),
        (file_of(Image.effect_noise((1500, 1500), 80).convert("RGB"), "JPEG")[:20_000], "damaged"),
    ],
    ids=["empty", "text", "small", "huge", "bomb", "hollow", "cut off"],
)
def test_what_cannot_be_a_cover_is_told_in_one_line(data: bytes, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        fitted_cover(data, "a.png")
    assert "\n" not in str(error.value)
