"""Scenarios of the collector: what it lists, fetches, stores, proves, acknowledges and closes, and what goes amiss."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backoffice_gui.domain.collecting import EventName
from backoffice_gui.errors import FrontEndError
from backoffice_gui.storage.inbox import identity
from tests.support.scenarios.place import Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["BRINGING"]

MIB = 1024 * 1024
_SMALL = [700]
_BODY = [300, 90_000]


def _holding(*sizes: Sequence[int], **more: object) -> Callable[[Place], None]:
    """A complete store, and a front end that holds submissions of these parts."""

    def prepare(place: Place) -> None:
        place.make_store(**more)
        place.tell("take_in", sizes=list(sizes))

    return prepare


def _collect(place: Place) -> None:
    place.collect()


def _collect_whatever(place: Place) -> None:
    """A front end that refuses everything to the end is a circumstance, not a fault."""
    try:
        place.collect()
    except FrontEndError:
        return


def _died_at(event: EventName, *sizes: Sequence[int], count: int = 1, **more: object) -> Callable[[Place], None]:
    """The same, and a collector that died when it had come so far."""

    def prepare(place: Place) -> None:
        _holding(*sizes, **more)(place)
        place.collect_until(event, count)

    return prepare


def _stored_only(place: Place, count: int) -> None:
    """All are verified, and no acknowledgement has arrived."""
    place.tell("rules", rules=[["lose-acks", 1_000]])
    place.collect_until(EventName.VERIFIED, count)
    place.tell("rules", rules=[])


def _with_old_attempts(place: Place) -> None:
    """An attempt that a cut body left over, its first load committed; then everything is well again."""
    _holding([300, 9 * MIB])(place)
    place.tell("rules", rules=[["cut-part", 1_000]])
    place.collect()
    place.tell("rules", rules=[])
    place.fake_reserve()


def _store_id(place: Place) -> str:
    with place.inbox() as opened, opened.reading() as connection:
        return identity.ids(connection).current


def _foreign(peers: tuple[str, ...]) -> Callable[[Place], None]:
    """Ours is verified; then another store takes all of it over."""

    def prepare(place: Place) -> None:
        _holding(_SMALL, _BODY, peers=peers)(place)
        _stored_only(place, 2)
        place.tell("taken_by", store="EXEMPLE-autre", stored_at="2026-11-23T09:00:00.000Z")

    return prepare


def _day_old_foreign(*sizes: Sequence[int]) -> Callable[[Place], None]:
    """A peer took over a day ago."""

    def prepare(place: Place) -> None:
        _holding(*sizes, peers=("EXEMPLE-autre",))(place)
        _stored_only(place, len(sizes))
        place.tell("taken_by", store="EXEMPLE-autre", stored_at="2026-11-23T09:00:00.000Z")
        place.collect()
        place.fake_reserve()
        place.advance(minutes=24 * 60 + 1)

    return prepare


def _expired_unseen(place: Place) -> None:
    place.make_store()
    place.collect()
    place.tell("take_in", sizes=[_SMALL, _BODY])
    place.advance(minutes=30)


def _expired_stored(place: Place) -> None:
    _holding(_SMALL, _SMALL)(place)
    _stored_only(place, 2)
    place.advance(minutes=30)


def _acknowledged_only(place: Place) -> None:
    _holding(_SMALL, _SMALL)(place)
    place.tell("rules", rules=[["no-ledger", 1_000]])
    place.collect()
    place.tell("rules", rules=[])


def _quarantined(place: Place) -> None:
    _holding(_SMALL, _BODY)(place)
    place.tell("rules", rules=[["unsigned", 1_000]])
    place.collect()
    place.tell("rules", rules=[])


def _after_one(place: Place) -> None:
    """One is closed; then two more come."""
    _holding(_SMALL)(place)
    place.collect()
    place.tell("take_in", sizes=[_SMALL, _BODY])


def _probed(place: Place) -> None:
    _holding(_SMALL, probe_one_in=1)(place)
    place.collect()
    place.fake_reserve()
    place.advance(minutes=2)


def _going_on(seconds: float, *, jump: float = 0.0) -> Callable[[Place], None]:
    def run(place: Place) -> None:
        place.collect(seconds=seconds, jump=jump)

    return run


def _with_reserve(*sizes: Sequence[int]) -> Callable[[Place], None]:
    def prepare(place: Place) -> None:
        _holding(*sizes)(place)
        place.fake_reserve()

    return prepare


def _twice(place: Place) -> None:
    """Two runs, each with its own connections, lock and run key."""
    place.collect()
    place.collect()


def _proving(place: Place) -> None:
    place.collect(prove=True)


BRINGING = named(
    Scenario("nothing is held", _collect, _holding()),
    Scenario("one small", _collect, _holding(_SMALL)),
    Scenario("an empty part", _collect, _holding([0], [300, 0, 10])),
    Scenario("fifty in a group", _collect, _holding(*[_SMALL] * 50)),
    Scenario("fifty, some bad", _collect, _holding(*[_SMALL] * 50), rules=(("some-bad", 1_000),)),
    Scenario("two groups", _collect, _holding(*[[400]] * 60)),
    Scenario("part of 40 MiB", _collect, _holding([300, 40 * MIB]), stride=199),
    Scenario("three bodies by slot", _collect, _holding(_BODY, _BODY, [300, 2 * MIB + 5])),
    Scenario("nothing comes with the list", _collect, _holding(_SMALL, _SMALL), rules=(("no-inline", 1_000),)),
    Scenario("a part is resumed", _collect, _holding([300, 900_000]), rules=(("cut-part", 1),)),
    Scenario("a part that never ends", _collect, _holding([300, 90_000], _SMALL), rules=(("cut-part", 1_000),)),
    Scenario("a digest that differs once", _collect, _holding(_BODY), rules=(("spoil-part", 1),), doubted=True),
    Scenario("three times another digest", _collect, _holding(_BODY, _SMALL), rules=(("spoil-part", 1_000),)),
    Scenario("not signed", _collect, _holding(_SMALL, _BODY), rules=(("unsigned", 1_000),)),
    Scenario("quarantine ends", _collect, _quarantined),
    Scenario("receipts at once", _collect, _died_at(EventName.VERIFIED, *[_SMALL] * 20, count=20)),
    Scenario("each acknowledged alone", _collect, _holding(*[_SMALL] * 4), rules=(("asked-alone", 1_000),)),
    Scenario("acknowledgements lost", _collect, _holding(_SMALL, _SMALL), rules=(("lose-acks", 1),)),
    Scenario("answers to them lost", _collect, _holding(_SMALL, _SMALL), rules=(("lose-answers", 1),)),
    Scenario("a portal for a receipt", _collect, _holding(_SMALL), rules=(("html-receipts", 1_000),)),
    Scenario("a peer took over", _collect, _foreign(("EXEMPLE-autre",))),
    Scenario("a stranger took over", _collect, _foreign(())),
    Scenario("a foreign copy is erased", _going_on(30), _day_old_foreign(_SMALL, _BODY)),
    Scenario("a large foreign copy is erased", _going_on(30), _day_old_foreign([300, 20 * MIB]), stride=23),
    Scenario("expired unseen", _collect, _expired_unseen),
    Scenario("expired once stored", _collect, _expired_stored),
    Scenario("answers contradict", _collect, _holding(_SMALL), rules=(("unknown", 1_000),)),
    Scenario("the ledger closes", _collect, _acknowledged_only),
    Scenario("a gap in the numbers", _collect, _holding(_SMALL, _SMALL), rules=(("hide-last", 1_000),)),
    Scenario("another epoch", _collect, _after_one, rules=(("other-epoch", 1_000),)),
    # the front end holds one submission of an id: once that is taken over, the other cannot be fetched any more
    Scenario(
        "an id is used again",
        _collect_whatever,
        _holding(_BODY),
        rules=(("id-reuse", 1_000),),
        alike=("OFFERED", "STORED", "VERIFIED"),
    ),
    Scenario("restart with a stored one", _collect, _died_at(EventName.STORED, _SMALL, _BODY)),
    Scenario("restart with a verified one", _collect, _died_at(EventName.VERIFIED, _SMALL, _BODY)),
    Scenario("restart amid receipts", _collect, _died_at(EventName.ACKNOWLEDGED, _SMALL, _SMALL)),
    Scenario("old attempts are swept", _going_on(30), _with_old_attempts, stride=17),
    Scenario("the run key is renewed", _going_on(4_000, jump=3_700), _with_reserve(_SMALL)),
    Scenario("the canary is opened at the start", _proving, _holding(_SMALL), desk=True),
    Scenario("the front end is away", _collect_whatever, _holding(_SMALL), rules=(("portal", 1_000),)),
    Scenario("an alarm is raised and ends", _collect, _holding(_SMALL), rules=(("portal", 2),)),
    Scenario("the promise is probed", _going_on(30), _probed),
    Scenario("a promise not kept", _going_on(30), _probed, rules=(("undestroyed", 1_000),)),
    Scenario("two runs, one after the other", _twice, _holding(_SMALL, _BODY)),
)
