"""What the window may ask of this workstation: its settings with who fixed them, and the same checks as `doctor`."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import msgspec

from backoffice_gui import __version__, logs
from backoffice_gui.actions.configure import LIVE_KEYS, configure
from backoffice_gui.actions.journal_heads import note_preference, note_settings
from backoffice_gui.clock import Clock
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.post import Post, PostCheck, Setting
from backoffice_gui.errors import Circumstance
from backoffice_gui.security.certificates import client_certificate
from backoffice_gui.settings import Settings, value_of, with_values
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.checkup import Check, checkup
from backoffice_gui.wiring.demonstration import check_apart
from backoffice_gui.wiring.noted_settings import noted_settings
from backoffice_gui.wiring.open_store import OpenStore

__all__ = ["Posting", "post_of"]

_LOG = logging.getLogger(__name__)
_SECTIONS = ("transfer", "store", "cases", "security", "audit", "backup", "retention")


def post_of(settings: Settings) -> Post:
    """The configuration as it is in force; a certificate that can't be read has no end."""
    fixed = settings.fixed
    known = [
        Setting(f"{section}.{each.name}", _text(getattr(getattr(settings, section), each.name)), fixed=False)
        for section in _SECTIONS
        for each in msgspec.structs.fields(getattr(settings, section))
    ]
    keys = {*fixed.keys, *fixed.environment}
    try:
        certificate = parts.certificate(settings)
        subject, until = certificate.subject, certificate.not_after
    except Circumstance:
        subject, until = "", None
    try:
        authority = client_certificate(settings.path(settings.transfer.ca_file)).subject
    except Circumstance:
        authority = ""
    return Post(
        authority=authority,
        file=str(settings.file),
        source=fixed.source,
        settings=tuple(Setting(each.key, each.value, each.key in keys) for each in known),
        version=__version__,
        wanted=fixed.minimum_version,
        update_needed=fixed.update_needed,
        certificate_subject=subject,
        certificate_until=until,
    )


def _text(value: object) -> str:
    """A value as it stands in the file, without its quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _told(check: Check) -> PostCheck:
    error = check.error
    if error is None:
        return PostCheck(check.name, check.state.value, check.says, facts=dict(check.facts))
    return PostCheck(check.name, check.state.value, "", error.code, error.reason, dict(error.facts))


def _changed(settings: Settings, changes: Mapping[str, str]) -> Settings:
    return with_values(settings, {key: value_of(key, text) for key, text in changes.items()})


class Posting:
    """The office's answers about its own workstation; nothing is fetched, nothing acknowledged by them."""

    _settings: Settings
    _clock: Clock
    _store: OpenStore

    def post(self) -> Post:
        """The settings, and who fixed them."""
        return post_of(self._settings)

    def configure(self, changes: Mapping[str, str]) -> Changes:
        """Settle these keys in the configuration file; `LIVE_KEYS` hold at once, others once the office is made anew.

        Noted in the journal under the agent's name while the desk is open, else, or where that can't be written just
        then, by the next unlocking. Raises what `actions.configure.configure` raises, and in a demonstration what
        `check_apart` does: nothing is settled then.
        """
        fixed = self._settings.fixed
        if self._store.demo:
            check_apart(_changed(self._settings, changes))
        configure(self._settings.file, changes, frozenset({*fixed.keys, *fixed.environment}))
        live = {key: value_of(key, text) for key, text in changes.items() if key in LIVE_KEYS}
        self._settle(with_values(self._settings, live))
        self._note(_changed(self._settings, changes))
        return Changes(frozenset({Topic.STORE}))

    def _note(self, settings: Settings) -> None:
        """What is settled holds already, so a journal that can't be written just then makes no failure of it."""
        desk = self._store.desk
        if desk is None:
            return
        try:
            note_settings(desk, noted_settings(settings), self._clock.now())
        except Circumstance as error:
            logs.event(_LOG, logging.WARNING, "setting_not_noted", code=error.code, detail=error.reason)

    def note_preference(self, name: str, value: str) -> Changes:
        """Note what an agent chose for their window; nothing while the desk is not open."""
        desk = self._store.desk
        if desk is not None:
            note_preference(desk, name, value, self._clock.now())
        return Changes()

    def _settle(self, settings: Settings) -> None:
        """These settings hold from now on."""
        self._settings = settings
        self._store.use(settings)

    def check_post(self) -> tuple[PostCheck, ...]:
        """Every check of `doctor`, in order: the site is asked for its list as an observer."""
        return tuple(map(_told, checkup(self._settings, self._clock)))
