"""The painted shapes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui.shapes import Shape, shape_icon


@pytest.mark.parametrize("shape", list(Shape))
def test_each_shape_paints_something_of_its_own(qapp: QApplication, shape: Shape) -> None:
    """A shape is visible, and differs from every other."""

    def pixels(one: Shape) -> bytes:
        image = shape_icon(one, QColor("#000091"), 24).pixmap(QSize(24, 24)).toImage()
        return bytes(image.constBits())

    assert any(pixels(shape))
    assert all(pixels(shape) != pixels(other) for other in Shape if other is not shape)


def test_a_selected_row_does_not_grey_the_shape(qapp: QApplication) -> None:
    """The icon is the same on a selection."""
    icon = shape_icon(Shape.CHECK, QColor("#18753c"), 16)
    usual = icon.pixmap(QSize(16, 16), QIcon.Mode.Normal).toImage()
    assert icon.pixmap(QSize(16, 16), QIcon.Mode.Selected).toImage() == usual
