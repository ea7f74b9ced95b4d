"""The values of `domain/case_acts.py`."""

from __future__ import annotations

from backoffice_gui.domain import case_acts


def test_what_crosses_rooms_is_frozen() -> None:
    """No pane changes what another one was given."""
    values = [getattr(case_acts, name) for name in case_acts.__all__]
    assert all(value.__dataclass_params__.frozen for value in values if hasattr(value, "__dataclass_params__"))
