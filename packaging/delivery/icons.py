"""The program's picture in the sizes that desktops want, made from the one drawing (`make icons`), and committed.

Painted by Qt: run it where Qt starts. A test paints them again and compares.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from delivery.version import ROOT

__all__ = ["APP_ID", "ICO", "SIZES", "SVG", "paint", "png_file", "write_all"]

APP_ID = "fr.ofpra.BackOffice"
SVG = ROOT / "resources" / "icons" / f"{APP_ID}.svg"
_FOLDER = ROOT / "packaging" / "icons"
ICO = _FOLDER / f"{APP_ID}.ico"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_ICO_SIZES = (16, 24, 32, 48, 64, 256)


def png_file(size: int) -> Path:
    """Where the picture of that many points a side lies."""
    return _FOLDER / f"{size}.png"


def paint(size: int) -> bytes:
    """The drawing as a PNG, without a date or a word in it."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    bare = Image.open(io.BytesIO(buffer.data().data()))
    out = io.BytesIO()
    Image.frombytes("RGBA", bare.size, bare.convert("RGBA").tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()


def write_all() -> None:
    """Paint and write them all."""
    from PIL import Image

    _FOLDER.mkdir(exist_ok=True)
    for size in SIZES:
        png_file(size).write_bytes(paint(size))
    pictures = [Image.open(io.BytesIO(paint(size))) for size in _ICO_SIZES]
    pictures[-1].save(ICO, sizes=[(size, size) for size in _ICO_SIZES], append_images=pictures[:-1])


if __name__ == "__main__":
    write_all()
    sys.exit(0)
