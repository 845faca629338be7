"""Documents that were made to harm a reader: encrypted, endless, swollen, cut off."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "云"">{LAUGHS}]>'.replace('云""', '云"')


def bombs() -> dict[str, tuple[bytes, bool]]:
    """Name of the file: its bytes, and whether it has to be refused."""
    good = _pdf("BT /F1 12 Tf 72 700 Td (Lan Ting Herald) Tj ET")
    return {
        "加密.pdf": (_encrypted(), True),
        "万页.pdf": (_pdf("", pages=10_000), True),
        "脚本.pdf": (_pdf("BT /F1 12 Tf 72 700 Td (Lan Ting Herald) Tj ET", script=True), False),
        "流炸弹.pdf": (_pdf("q 1 0 0 1 0 0 cm Q\n" * 20_000_000, pages=1), False),
        "半截.pdf": (good[: len(good) // 2], False),
        "两亿像素.png": (_png(20_000, 10_000), True),
        "半截.png": (_png(300, 300)[:-30], True),
        "实体.html": ((BILLION + "<html><body>&a11;</body></html>").encode(), False),
        "实体.docx": (_docx(BILLION.encode() + b"<w:document>&a11;</w:document>"), True),
        "膨胀.docx": (_docx(b"<w:document>" + b" " * 300_000_000), True),
        "半截.docx": (_docx(b"<w:document/>")[:-60], True),
        "套娃.zip": (_nested(12), True),
    }


def small_picture() -> bytes:
    """A grey PNG without text."""
    return _png(160, 120)


def small_page(text: str) -> bytes:
    """A PDF page with one line of Latin text."""
    return _pdf(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET 72 600 m 300 600 l S")


def _pdf(content: str, pages: int = 1, *, script: bool = False, encrypt: str = "") -> bytes:
    packed = zlib.compress(content.encode())
    action = b" /OpenAction << /S /JavaScript /JS (while(true){app.alert(1);}) >>" if script else b""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R%s >>" % action,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            for _ in range(pages)
        ],
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, encrypt.encode(), table)
    return bytes(out)


def _encrypted() -> bytes:
    """Says that it is encrypted with a password that nobody has."""
    key = "00" * 32
    return _pdf(
        "", encrypt=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<{'00' * 16}> <{'00' * 16}>]"
    )


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compressobj(9)
    line = b"\x00" + b"\xf0" * width
    packed = b"".join(rows.compress(line) for _ in range(height)) + rows.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _docx(document: bytes) -> bytes:
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


def _nested(depth: int) -> bytes:
    inner = "街灯亮了".encode()
    for level in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("里面.zip" if level else "里面.txt", inner)
        inner = packed.getvalue()
    return inner
