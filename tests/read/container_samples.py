"""Small files of the formats that are no text, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def zipped(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


# --- DOCX ------------------------------------------------------------------------------------------------------------

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Meine Frage"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Salt</dc:title><dc:creator>Ann Lee; Cy Ray</dc:creator><dcterms:created>2020-02-03T10:00:00Z</dcterms:created>
<dc:language>en-GB</dc:language></cp:coreProperties>"""


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*paragraphs: str, **members: str) -> bytes:
    """A Word file of these paragraphs; `members` are further files, with `__` for the slash and `_xml` left off."""
    types = f'<Types xmlns="ct"><Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>'
    body = f'<w:document xmlns:w="{W}"><w:body>{"".join(paragraphs)}<w:sectPr/></w:body></w:document>'
    base = {"[Content_Types].xml": types, "word/document.xml": body, "word/styles.xml": STYLES, "docProps/core.xml": CORE}
    return zipped(base | {f"{key.replace('__', '/')}.xml": value for key, value in members.items()})


# --- EPUB ------------------------------------------------------------------------------------------------------------

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def package(*documents: tuple[str, str]) -> str:
    """The package document of a book whose spine holds these files, each with its properties."""
    items = "".join(
        f'<item id="d{n}" href="{href}" media-type="application/xhtml+xml" properties="{properties}"/>'
        for n, (href, properties) in enumerate(documents)
    )
    spine = "".join(f'<itemref idref="d{n}"/>' for n in range(len(documents)))
    return f"""<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Salt</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>en-GB</dc:language><dc:date>2020-02-03</dc:date>
</metadata><manifest>{items}<item id="css" href="x.css" media-type="text/css"/></manifest><spine>{spine}</spine></package>"""


def page(body: str) -> str:
    return (
        f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>p</title></head><body>{body}</body></html>'
    )


def epub(documents: Mapping[str, str], properties: Mapping[str, str] | None = None) -> bytes:
    opf = package(*((href, (properties or {}).get(href, "")) for href in documents))
    members: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    members |= {"OEBPS/package.opf": opf}
    return zipped(members | {f"OEBPS/{href.replace('%20', ' ')}": text for href, text in documents.items()})


# --- PDF -------------------------------------------------------------------------------------------------------------

Placed = tuple[float, float, float, str]
"""x, y, size (below 0: bold), text."""


def pdf(pages: Sequence[Sequence[Placed]], info: str = "", trailer: str = "") -> bytes:
    """A PDF 1.4 of lines at places, in Helvetica; bodies uncompressed, the cross-reference table exact."""
    n_pages = len(pages)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(n_pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {n_pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, placed in enumerate(pages):
        content = "\n".join(map(_shown, placed))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    objects.append(f"<< {info} >>")
    return _with_table(objects, f"/Root 1 0 R /Info {len(objects)} 0 R {trailer}")


def _shown(placed: Placed) -> str:
    x, y, size, text = placed
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if size < 0 else 1} {abs(size)} Tf {x} {y} Td ({escaped}) Tj ET"


def _with_table(objects: Sequence[str], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def set_lines(lines: Sequence[str], x: float = 72, y: float = 740, leading: float = 14, size: float = 11) -> list[Placed]:
    """Lines below one another; an empty one leaves a gap."""
    return [(x, y - n * leading, size, line) for n, line in enumerate(lines) if line]
