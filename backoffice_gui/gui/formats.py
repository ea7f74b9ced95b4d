"""Numbers, sizes, moments and durations as they are read in France (ui.md §4.5).

Moments come in UTC and are shown in Europe/Paris. A countdown never flatters: it is rounded
down, and calm: by the minute while there is time, by ten seconds when there is not.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimeZone

__all__ = [
    "clock",
    "countdown",
    "day",
    "duration",
    "full_moment",
    "now",
    "number",
    "short_moment",
    "size_text",
    "time_of_day",
    "today",
]

translate = QCoreApplication.translate

_KIB = 1024
_MINUTE = 60
_HOUR = 3600


def _paris(moment: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(int(moment.timestamp() * 1000), QTimeZone(b"Europe/Paris"))


def number(value: int) -> str:
    """`1 234`, with a narrow no-break space in French."""
    return QLocale().toString(value)


def size_text(octets: int) -> str:
    """`12 o`, `1,5 Mio`."""
    if octets < _KIB:
        return translate("Formats", "{n} o").format(n=number(octets))
    units = (
        translate("Formats", "Kio"),
        translate("Formats", "Mio"),
        translate("Formats", "Gio"),
        translate("Formats", "Tio"),
    )
    value, unit = octets / _KIB, 0
    while value >= _KIB and unit < len(units) - 1:
        value, unit = value / _KIB, unit + 1
    return f"{QLocale().toString(value, 'f', 1 if value < 100 else 0)}\u00a0{units[unit]}"


def full_moment(moment: datetime, *, seconds: bool = False) -> str:
    """`23/11/2026 14:05`, or with seconds."""
    return _paris(moment).toString("dd/MM/yyyy HH:mm:ss" if seconds else "dd/MM/yyyy HH:mm")


def day(value: date) -> str:
    """`23/11/2026`."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def now() -> datetime:
    """The civil time, aware, in UTC."""
    return datetime.fromtimestamp(QDateTime.currentMSecsSinceEpoch() / 1000, UTC)


def today() -> date:
    """The civil day in Paris."""
    now = QDateTime.currentDateTimeUtc().toTimeZone(QTimeZone(b"Europe/Paris")).date()
    return date(now.year(), now.month(), now.day())


def clock() -> str:
    """What clocks in Paris show now, `14:05:09`, whatever zone the workstation is set to."""
    return QDateTime.currentDateTimeUtc().toTimeZone(QTimeZone(b"Europe/Paris")).toString("HH:mm:ss")


def time_of_day(moment: datetime) -> str:
    """`14:05`."""
    return _paris(moment).toString("HH:mm")


def short_moment(moment: datetime, now: datetime | None = None) -> str:
    """Today the hour, this year `20/11 17:02`, else `20/11/2025`; the full date stands in the tooltip."""
    then = _paris(moment)
    today = (
        (QDateTime.currentDateTimeUtc() if now is None else _paris(now)).toTimeZone(QTimeZone(b"Europe/Paris")).date()
    )
    if then.date() == today:
        return then.toString("HH:mm:ss")
    return then.toString("dd/MM HH:mm" if then.date().year() == today.year() else "dd/MM/yyyy")


def duration(seconds: float) -> str:
    """`0,4 s`, `41 s`, `3 min 10 s`, `2 h 05 min`."""
    if seconds < 1:
        return translate("Formats", "{n} s").format(n=QLocale().toString(max(0.0, seconds), "f", 1))
    whole = int(seconds)
    if whole < _MINUTE:
        return translate("Formats", "{n} s").format(n=whole)
    if whole < _HOUR:
        minutes, rest = divmod(whole, _MINUTE)
        return translate("Formats", "{m} min {s} s").format(m=minutes, s=f"{rest:02}")
    hours, rest = divmod(whole, _HOUR)
    return translate("Formats", "{h} h {m} min").format(h=hours, m=f"{rest // _MINUTE:02}")


def countdown(seconds: float) -> str:
    """What is left, rounded down: by the minute from ten minutes on, by ten seconds below, by one at the end."""
    whole = max(0, int(seconds))
    if whole >= 10 * _MINUTE:
        return translate("Formats", "{m} min").format(m=whole // _MINUTE)
    if whole >= _MINUTE:
        whole -= whole % 10
    return duration(whole) if whole else translate("Formats", "0 s")
