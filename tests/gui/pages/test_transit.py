"""The table of what is on its way."""

from __future__ import annotations

from backoffice_gui.gui.pages.transit import WIDTHS, headers, transit_lines
from tests.support.office import busy_monitor


def test_the_earliest_end_comes_first() -> None:
    """As the collector works; every header has its cell."""
    lines = transit_lines(busy_monitor(), 0.0)
    assert [line.cells[0].text for line in lines] == ["104001", "104002", "104003"]
    assert {len(line.cells) for line in lines} == {len(headers())} == {len(WIDTHS)}


def test_a_band_is_said_in_words_with_a_shape() -> None:
    """Time left, the band's word and its look; normal needs none."""
    first, second, _ = transit_lines(busy_monitor(), 0.0)
    assert first.cells[3].text == "7 min 50 s · urgent"
    assert first.cells[3].look is not None
    assert (second.cells[3].text, second.cells[3].look) == ("25 min", None)


def test_trouble_and_the_next_try_are_said_until_it_is_due() -> None:
    """What failed last, and when it is tried again."""
    assert (
        transit_lines(busy_monitor(), 0.0)[0].cells[-1].text
        == "empreinte différente\u00a0: non accusée, nouvel essai dans 20 s"
    )
    assert transit_lines(busy_monitor(), 21.0)[0].cells[-1].text == "empreinte différente\u00a0: non accusée"
    assert transit_lines(busy_monitor(), 0.0)[1].cells[-1].text == ""
