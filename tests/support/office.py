"""A small real office in memory, with generated rows: what the window's tests and screenshots look at.

It keeps the promises of `gui.office.Office` (filters, sorts, pages, an incident that closes) and
holds invented submissions only, each marked EXEMPLE or DÉMO. A test sets what it wants to see:
`state`, `now_monitor`, `failures`.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Listener
from backoffice_gui.domain.conformity import Conformity, Period
from backoffice_gui.domain.detail import Detail, FieldValue, FormShape, FormView, Moment, PartView, Section
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Capacity, Incident, IncidentKind
from backoffice_gui.domain.listing import Column, Filter, ListQuery, Page, Row
from backoffice_gui.domain.monitor import Connection, Exposure, Holder, InTransit, Monitor
from backoffice_gui.domain.office import Changes, Condition, OfficeState, Topic
from backoffice_gui.domain.post import Post, PostCheck, Setting
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import Circumstance, StoreUnreachable, UsageError, WrongKey
from backoffice_gui.gui.case_desk import CaseDesk
from tests.support.conformities import a_good_month
from tests.support.locking import MemoryLock

NOW = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
CODE = "EXEM-PLE2-3456-7ABC-DEFG-HIJK"
KINDS = (
    "certificate_request",
    "certificate_request",
    "contact_change",
    "certificate_request",
    "contact_change",
    "residence_photo",
)

_STAGES = (Stage.CLOSED,) * 15 + (
    Stage.ACKNOWLEDGED,
    Stage.QUARANTINED,
    Stage.STORED_EXPIRED,
    Stage.FOREIGN,
    Stage.VERIFIED,
)


def row_of(number: int) -> Row:
    """The invented submission with this number: always the same one."""
    seen = NOW - timedelta(seconds=41 * (100_000 - number) + 30)
    stage = _STAGES[(number * 7) % len(_STAGES)]
    mark = hashlib.sha256(f"EXEMPLE {number}".encode()).hexdigest()
    done = stage is Stage.CLOSED
    return Row(
        row=number,
        seq=4_000 + number,
        id=mark[:32],
        digest=f"sha256-{mark}",
        kind=KINDS[number % len(KINDS)],
        stage=stage,
        size=1_800 + (number * 48_271) % 900_000,
        parts=1 + number % 4,
        first_seen_at=seen,
        stored_at=seen + timedelta(seconds=2),
        verified_at=seen + timedelta(seconds=2),
        acknowledged_at=seen + timedelta(seconds=3) if done else None,
        closed_at=seen + timedelta(seconds=9) if done else None,
    )


_KEYS: dict[Column, Callable[[Row], tuple[str | int | datetime, int]]] = {
    Column.SEQ: lambda row: (row.seq, row.row),
    Column.RECEIVED: lambda row: (row.first_seen_at, row.row),
    Column.KIND: lambda row: (row.kind, row.row),
    Column.STAGE: lambda row: (row.stage.value, row.row),
    Column.SIZE: lambda row: (row.size, row.row),
    Column.PARTS: lambda row: (row.parts, row.row),
}


def _passes(row: Row, wanted: Filter) -> bool:
    if wanted.stages and row.stage not in wanted.stages:
        return False
    if wanted.kinds and row.kind not in wanted.kinds:
        return False
    return not wanted.text or row.id.startswith(wanted.text) or str(row.seq) == wanted.text


def exposure() -> Exposure:
    """A day of exposure times with a bump."""
    buckets = tuple(
        (
            NOW - timedelta(hours=24 - hour),
            3 + (hour * 5) % 11,
            None if hour in {2, 3, 4} else 18.0 + (hour * 37) % 90 + (240 if hour == 15 else 0),
        )
        for hour in range(24)
    )
    return Exposure(count=214, median=41.0, p95=122.0, longest=288.0, buckets=buckets, losses=0)


def in_transit() -> tuple[InTransit, ...]:
    """Three submissions on their way: one new, one being acknowledged, one that keeps failing."""
    return (
        InTransit(
            100_001, 104_001, "7be1e0c2EXEMPLE00000001", Stage.OFFERED, 29 * 60 - 1_265, 2, 3, 1_258_291, 20.0, "digest"
        ),
        InTransit(
            100_002, 104_002, "a1f39d77EXEMPLE00000002", Stage.OFFERED, 29 * 60 - 190, 1, 3, 2_400_000, None, None
        ),
        InTransit(100_003, 104_003, "9c02b4aaEXEMPLE00000003", Stage.VERIFIED, 29 * 60 - 40, 1, 1, 1_834, None, None),
    )


def quiet_monitor() -> Monitor:
    """Connected, a long poll waiting, nothing on the web."""
    return Monitor(
        at=NOW,
        connection=Connection.CONNECTED,
        trouble=None,
        offline_since=None,
        last_good_list_at=NOW - timedelta(seconds=12),
        last_acknowledged_at=NOW - timedelta(seconds=71),
        next_poll_in=0.0,
        waiting=True,
        ready=True,
        skew=0.4,
        held=0,
        oldest_expires_in=None,
        in_transit=(),
        counts={
            Stage.CLOSED: 1_874,
            Stage.ACKNOWLEDGED: 3,
            Stage.QUARANTINED: 1,
            Stage.STORED_EXPIRED: 2,
            Stage.FOREIGN: 1,
        },
        alarms=(),
        incidents=(),
        exposure=exposure(),
        holder=Holder("backoffice-gui", "poste-12", 4242, NOW - timedelta(hours=2), us=True),
        certificate_expires_at=NOW + timedelta(days=200),
    )


def busy_monitor() -> Monitor:
    """Three on their way, one of them urgent."""
    transit = in_transit()
    return replace(
        quiet_monitor(), held=3, oldest_expires_in=min(item.expires_in for item in transit), in_transit=transit
    )


def incident(number: int, kind_name: str, seq: int | None = 4_711) -> Incident:
    """An open incident of a kind."""
    return Incident(
        number, IncidentKind(kind_name), NOW - timedelta(minutes=40), seq, "7be1e0c2EXEMPLE00000001", "", None, None
    )


_TIMES = (("submitted", -45), ("first_seen", 0), ("stored", 2), ("verified", 2), ("acknowledged", 3), ("closed", 9))


def _person() -> tuple[FieldValue, ...]:
    return (
        FieldValue("family_name", "EXEMPLE-AHMADZAI"),
        FieldValue("used_name", "EXEMPLE"),
        FieldValue("given_names", "Farid, Gul (DÉMO) فرید"),
        FieldValue("sex", "M"),
        FieldValue("birth_date", "??/??/1985 (1985-XX-XX)", "date_partial"),
        FieldValue("birth_date_declared", "true"),
        FieldValue("birth_place", "Kaboul"),
        FieldValue("birth_country", "AF"),
        FieldValue("nationalities", "AF"),
        FieldValue("ofpra_number", "DEMO12345"),
    )


def _certificate() -> FormView:
    return FormView(
        FormShape.KNOWN,
        "certificate_request",
        (
            Section("person", None, _person()),
            Section(
                "certificate",
                1,
                (
                    FieldValue("type", "birth"),
                    FieldValue("form", "full_copy"),
                    FieldValue("copies", "2"),
                ),
            ),
            Section(
                "delivery",
                None,
                (
                    FieldValue("lines", "M. EXEMPLE-AHMADZAI Farid\nChez Mme DÉMO\n12 RUE DE L'EXEMPLE"),
                    FieldValue("postcode", "75019"),
                    FieldValue("town", "PARIS"),
                    FieldValue("country", "FR"),
                ),
            ),
            Section(
                "requester",
                None,
                (
                    FieldValue("relation", "self"),
                    FieldValue("email", "farid.exemple@exemple.invalid"),
                    FieldValue("phone", "+33 1 99 00 00 00"),
                    FieldValue("language", "fa"),
                    FieldValue("comment", "Merci de l'envoyer avant le 15 décembre.\nC'est pour un mariage (DÉMO)."),
                ),
            ),
        ),
    )


def _change() -> FormView:
    return FormView(
        FormShape.KNOWN,
        "contact_change",
        (
            Section("person", None, (FieldValue("status", "protected"), *_person()[:4], FieldValue("language", "fr"))),
            Section(
                "contact_old",
                None,
                (
                    FieldValue("lines", "EXEMPLE-AHMADZAI Farid\n3 RUE DÉMO"),
                    FieldValue("postcode", "69003"),
                    FieldValue("town", "LYON"),
                    FieldValue("phone", "+33 1 99 00 00 01"),
                ),
            ),
            Section(
                "contact_new",
                None,
                (
                    FieldValue("lines", "EXEMPLE-AHMADZAI Farid\nChez Association DÉMO\n14 RUE DE L'EXEMPLE"),
                    FieldValue("postcode", "59000"),
                    FieldValue("town", "LILLE"),
                    FieldValue("phone", "+33 1 99 00 00 02"),
                    FieldValue("effective_date", "01/12/2026 (2026-12-01)"),
                    FieldValue("proofs", "1, 2"),
                ),
            ),
        ),
    )


def _unknown(kind: str) -> FormView:
    fields = (
        FieldValue("family_name", "EXEMPLE"),
        FieldValue("photo.format", "35x45"),
        FieldValue("photo.part", "1"),
        FieldValue("consents[0].name", "diffusion"),
        FieldValue("consents[0].given", "false"),
        FieldValue("comment", "Texte avec un signe caché : fin\u202egpj.exe"),
    )
    return FormView(FormShape.GENERIC, kind, (Section("content", None, fields),), None)


def _raw(kind: str) -> FormView:
    fields = (FieldValue("size", "46"), FieldValue("text", "Bonjour, ceci n’est pas un formulaire (EXEMPLE)."))
    return FormView(FormShape.RAW, kind, (Section("raw", None, fields),), "not_json")


def parts_of(row: Row) -> tuple[PartView, ...]:
    """Part 0 and invented attachments, one with a name that tries to lie."""
    names = ("form.json", "passeport-EXEMPLE.pdf", "../../photo\u202egpj.exe", "justificatif DÉMO.png")
    types = ("application/json", "application/pdf", "image/jpeg", "image/png")
    return tuple(
        PartView(
            n,
            names[n],
            types[n],
            1_800 if n == 0 else 480_299 * n,
            hashlib.sha256(f"{row.row}-{n}".encode()).hexdigest(),
        )
        for n in range(row.parts)
    )


def a_post() -> Post:
    """A workstation whose address a policy fixes."""
    settings = (
        Setting("transfer.url", "https://front.exemple.invalid/transfer/v1", fixed=True),
        Setting("security.lock_minutes", "10", fixed=False),
        Setting("security.passphrase", "false", fixed=False),
    )
    return Post(
        file="config.toml",
        source="policy.toml",
        settings=settings,
        version="0.1.0",
        wanted="",
        update_needed=False,
        certificate_subject="CN=poste-exemple",
        certificate_until=NOW + timedelta(days=20),
    )


class MemoryOffice(MemoryLock):
    """The office, in memory."""

    def __init__(
        self, rows: int = 1_200, *, state: OfficeState = OfficeState.OPEN, caseload: CaseDesk | None = None
    ) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self.rows = [row_of(100_000 - rows + n) for n in range(rows)]
        self.state = Condition(state)
        self.caseload = caseload
        self.now_monitor = quiet_monitor()
        self.now_conformity = a_good_month()
        self.now_post = a_post()
        self.settled: dict[str, str] = {}
        self.failures: dict[str, Exception] = {}
        self.calls: list[str] = []
        self.listener: Listener | None = None
        self.collecting = False
        self._sorted: tuple[ListQuery, int, list[Row]] | None = None

    def _called(self, name: str) -> None:
        with self._lock:
            self.calls.append(name)
        failure = self.failures.get(name)
        if failure is not None:
            raise failure

    def _keep(self, draft: Unkept) -> None:
        caseload = self.caseload
        if caseload is not None:
            caseload.keep_draft(draft.case, draft.what, draft.text)

    def condition(self) -> Condition:
        """As it was set."""
        self._called("condition")
        return self.state

    def prepare_store(self) -> str:
        """An invented recovery code."""
        self._called("prepare_store")
        return CODE

    def make_store(self, typed_code: str) -> Changes:
        """Open for business when the code fits, tolerant of spaces and lower case."""
        self._called("make_store")
        if typed_code.replace(" ", "").replace("-", "").upper() != CODE.replace("-", ""):
            raise UsageError("recovery-code")
        self.state = Condition(OfficeState.OPEN)
        return Changes(frozenset({Topic.STORE}))

    def _list(self, query: ListQuery) -> list[Row]:
        with self._lock:
            known = self._sorted
            if known is not None and known[0] == query and known[1] == len(self.rows):
                return known[2]
            kept = [row for row in self.rows if _passes(row, query.filter)]
            kept.sort(key=_KEYS[query.sort.column], reverse=query.sort.descending)
            self._sorted = (query, len(self.rows), kept)
            return kept

    def count(self, wanted: Filter, /) -> int:
        """How many pass."""
        self._called("count")
        return sum(1 for row in self.rows if _passes(row, wanted))

    def page(self, query: ListQuery, start: int, size: int) -> Page:
        """A slice of the sorted list."""
        self._called("page")
        return Page(start, tuple(self._list(query)[start : start + size]))

    def kinds(self) -> tuple[str, ...]:
        """The kinds there are."""
        self._called("kinds")
        return tuple(sorted({row.kind for row in self.rows}))

    def monitor(self) -> Monitor:
        """As it was set; nothing is known while a team's server is away."""
        self._called("monitor")
        if self.caseload is not None and not self.caseload.outbox.line().reachable:
            raise StoreUnreachable("offline")
        return self.now_monitor

    def detail(self, row: int) -> Detail:
        """An invented form of the row's kind."""
        self._called("detail")
        if self.state.state in {OfficeState.SEALED, OfficeState.LOCKED}:
            raise WrongKey
        found = next(known for known in self.rows if known.row == row)
        forms = {"certificate_request": _certificate, "contact_change": _change}
        retained: dict[int, str] = getattr(self.caseload, "retained", {})
        form = (
            forms[found.kind]()
            if found.kind in forms
            else _raw(found.kind)
            if found.row % 4 == 1
            else _unknown(found.kind)
        )
        return Detail(
            row=found,
            verified=found.stage not in {Stage.QUARANTINED, Stage.STORED},
            form=form,
            parts=parts_of(found),
            timeline=tuple(Moment(name, found.first_seen_at + timedelta(seconds=after)) for name, after in _TIMES),
            origin="front.exemple.invalid",
            store_id="0f3c…DÉMO" if found.closed_at else None,
            case=retained.get(row, ""),
            retainable=found.stage is Stage.FOREIGN and row not in retained,
        )

    def cases(self) -> CaseDesk | None:
        """The caseload it was given; none while it is sealed."""
        return None if self.state.state in {OfficeState.SEALED, OfficeState.LOCKED} else self.caseload

    def poll_now(self) -> None:
        """Remember that it was asked."""
        self._called("poll_now")

    def close_incident(self, number: int, reason: str) -> Changes:
        """Close it."""
        self._called("close_incident")
        left = tuple(one for one in self.now_monitor.incidents if one.number != number)
        self.now_monitor = replace(self.now_monitor, incidents=left)
        return Changes(frozenset({Topic.INCIDENTS}))

    def notify_incident(self, number: int, at: datetime, reference: str, capacity: Capacity) -> Changes:
        """Remember it; a reference is needed."""
        if not reference:
            raise UsageError("reference-needed")
        self._called(f"notify_incident {number}")
        return Changes(frozenset({Topic.INCIDENTS}))

    def start_collecting(self, listener: Listener) -> None:
        """Keep the listener; a test speaks through it."""
        self._called("start_collecting")
        self.listener = listener
        self.collecting = True

    def arrive(self, many: int = 1) -> None:
        """More submissions come in, and the collector says so."""
        for _ in range(many):
            fresh = row_of(self.rows[-1].row + 1 if self.rows else 1)
            self.rows.append(fresh)
            self.came()
            if self.listener is not None:
                self.listener(CollectorEvent(EventName.STORED, fresh.seq, fresh.id))

    def stop_collecting(self) -> None:
        """Stop."""
        self._called("stop_collecting")
        self.collecting = False

    def interrupt(self) -> None:
        """Remember that it was asked."""
        with self._lock:
            self.calls.append("interrupt")

    def post(self) -> Post:
        """As it was set."""
        self._called("post")
        return self.now_post

    def configure(self, changes: Mapping[str, str]) -> Changes:
        """Remember what was settled."""
        self._called("configure")
        self.settled = dict(changes)
        return Changes(frozenset({Topic.STORE}))

    def note_preference(self, name: str, value: str) -> Changes:
        """Remember what was chosen."""
        self._called(f"note_preference {name} {value}")
        return Changes()

    def check_post(self) -> tuple[PostCheck, ...]:
        """One check that holds, one that does not."""
        self._called("check_post")
        return PostCheck("disk", "ok", "room"), PostCheck("front_end", "failed", "", "TRF-002", "", {})

    def conformity(self, period: Period) -> Conformity:
        """An invented month, whatever was asked for."""
        self._called("conformity")
        return replace(self.now_conformity, period=period)

    def write_report(
        self, period: Period, folder: str, language: str, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> tuple[Manifest, ...]:
        """Remember that it was asked, piece by piece."""
        self._called("write_report")
        made = []
        for n, kind in enumerate(("pdf", "csv", "csv"), 1):
            if cancelled():
                raise UsageError("export-cancelled")
            progress(n)
            made.append(Manifest(f"{language}-{n}.{kind}", kind, (), 1, 1, "ab" * 32, NOW, "EXEMPLE", "EXEMPLE"))
        return tuple(made)

    def close(self) -> None:
        """Nothing to close."""
        self._called("close")


def failing(name: str, error: Circumstance, rows: int = 1_200) -> MemoryOffice:
    """An office one of whose methods fails."""
    office = MemoryOffice(rows)
    office.failures[name] = error
    return office
