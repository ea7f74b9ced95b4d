"""What was proven of the keys that a copy opens with is asked again after a restart, when no key is in memory."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.storage.inbox import audit_log, key_proofs
from backoffice_gui.storage.inbox.read_back import Fault, read_back_sealed
from tests.support.dialects import unguarded
from tests.support.stores import MOMENT, World, invented


def damaged(world: World, words: str) -> None:
    """Change octets below all guards, as a disk would."""
    unguarded(world.inbox, words)


_OF_THE_WAY = {
    "wrapped key": "UPDATE attempt SET wrapped_key = {noise} WHERE attempt = {n}",
    "another's wrap": "UPDATE attempt SET wrapped_key = (SELECT a.wrapped_key FROM attempt a WHERE a.attempt <> {n}) "
    "WHERE attempt = {n}",
    "no wrap": "UPDATE attempt SET wrapped_key = {zeros} WHERE attempt = {n}",
    "tag": "UPDATE attempt SET tag = {noise} WHERE attempt = {n}",
    "run key": "UPDATE run_key SET sealed = {noise}",
    "no run key": "UPDATE run_key SET sealed = {zeros}",
    "store": "UPDATE run_key SET store_id = 'EXEMPLE'",
    "public key": "UPDATE inbox_key SET public = {noise}",
}


def octets(world: World, word: str) -> str:
    """So many octets as either dialect writes them."""
    return f"x'{word * 60}'" if world.inbox.local else f"'\\x{word * 60}'::bytea"


@pytest.mark.parametrize("words", _OF_THE_WAY.values(), ids=_OF_THE_WAY)
def test_after_a_restart_what_opens_a_copy_must_be_what_was_proven(world: World, words: str) -> None:
    """The chunks are whole, their hashes hold, and nobody could open them: that was acknowledged."""
    one, two = world.verify(invented(1)), world.verify(invented(2))
    assert {copy.attempt for copy in read_back_sealed(world.inbox, [one.row, two.row]).copies} == {
        one.attempt,
        two.attempt,
    }
    damaged(world, words.format(noise=octets(world, "5a"), zeros=octets(world, "00"), n=two.attempt))
    result = read_back_sealed(world.inbox, [one.row, two.row])
    touched = [two.attempt] if "{n}" in words else [one.attempt, two.attempt]
    assert result.faults == tuple(Fault(number, "key") for number in touched)
    assert {copy.attempt for copy in result.copies} == {one.attempt, two.attempt} - set(touched)


def test_a_verification_that_says_nothing_of_keys_is_judged_by_what_is_there(world: World) -> None:
    """Versions before this one wrote no hash: their copies are acknowledged as ever, but for keys that are no more."""
    one, two = world.verify(invented(1)), world.verify(invented(2))
    said = "'\"keys\"'", "'\"kees\"'"
    damaged(world, f"UPDATE audit SET event = replace(event, {said[0]}, {said[1]})")
    assert len(read_back_sealed(world.inbox, [one.row, two.row]).copies) == 2
    damaged(world, f"UPDATE attempt SET wrapped_key = {octets(world, '00')} WHERE attempt = {two.attempt}")
    result = read_back_sealed(world.inbox, [one.row, two.row])
    assert (len(result.copies), result.faults) == (1, (Fault(two.attempt, "key"),))


def test_the_line_of_a_verification_is_found_by_its_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many lines came after it, and with as many at once as a page holds or more."""
    monkeypatch.setattr(key_proofs, "_PAGE", 3)
    before = [world.verify(invented(n)) for n in range(1, 4)]
    for n in range(9):
        world.at += dt.timedelta(hours=5)
        world.begin(invented(100 + n))
    damaged(world, f"UPDATE attempt SET wrapped_key = {octets(world, '5a')} WHERE attempt = {before[1].attempt}")
    result = read_back_sealed(world.inbox, [each.row for each in before])
    assert result.faults == (Fault(before[1].attempt, "key"),)
    assert len(result.copies) == 2


def test_a_proof_is_of_all_that_the_way_rests_on(world: World) -> None:
    """Another value of any of it is another hash; the number of a key's generation too, which lies in no octets."""
    candidate = world.verify(invented())
    with world.inbox.fresh() as connection:
        (way,) = key_proofs.ways(connection, [candidate.attempt]).values()
    said = SimpleNamespace(**way._mapping)
    known = key_proofs.key_hash(said)  # type: ignore[arg-type]
    assert known == key_proofs.key_hash(way)
    for name, other in (
        ("wrapped_key", b"x"),
        ("sealed", b"x"),
        ("public", b"x"),
        ("tag", b"x"),
        ("store_id", "EXEMPLE"),
        ("sealed_for", "EXEMPLE"),
        ("generation", 9),
    ):
        assert key_proofs.key_hash(SimpleNamespace(**{**vars(said), name: other})) not in {known, None}, name  # type: ignore[arg-type]


@pytest.mark.parametrize("page", [1, 2, 3, 50])
def test_a_line_amid_years_is_found(world: World, monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """Hours of lines before it and behind it, each verified by its own time."""
    monkeypatch.setattr(key_proofs, "_PAGE", page)
    several = []
    for n in range(1, 6):
        several.append(world.verify(invented(n)))
        world.at += dt.timedelta(hours=5)
    for each in several:
        damaged(world, f"UPDATE attempt SET wrapped_key = {octets(world, '5a')} WHERE attempt = {each.attempt}")
        result = read_back_sealed(world.inbox, [each.row])
        assert result.faults == (Fault(each.attempt, "key"),)


def test_of_each_time_the_first_line_is_found(world: World) -> None:
    """By halves, whichever line it is and however many there are: on a server half a number is another one."""
    times = [world.at + dt.timedelta(hours=hours) for hours in range(1, 12)]
    numbers: list[int] = []
    for at in times:
        with world.inbox.transaction() as tx:
            audit_log.append(tx, [AuditEvent(at, Verb.STORE_MADE, Role.COLLECTOR, "store:EXEMPLE")])
            numbers.append(audit_log.read(tx)[-1].n)
            for known, number in zip(times, numbers, strict=False):
                assert next(iter(key_proofs._around(tx, known, known))).n == number


def _lines(world: World, *events: str) -> None:
    """Say lines that no program says, behind those there are."""
    with world.inbox.transaction() as tx:
        last = audit_log.head(tx).n
    for n, event in enumerate(events, last + 1):
        damaged(world, f"INSERT INTO audit (n, event, hash) VALUES ({n}, '{event}', {octets(world, '00')})")


_VERIFIED = f'{{"at":"{MOMENT.isoformat()}","details":%s,"object":"x","role":"collector","verb":"verified"}}'


def test_a_line_of_no_program_keeps_nothing_from_being_acknowledged(world: World) -> None:
    """Of numbers that are none; whoever restarts reads on."""
    one = world.verify(invented(1))
    odd = ('{"attempt":[]}', '{"attempt":{}}', '{"attempt":true}', '{"attempt":"x"}', "[]", "{}")
    _lines(world, *(_VERIFIED % details for details in odd), '{"verb":"verified"', '["verb":"verified"]')
    assert [each.attempt for each in read_back_sealed(world.inbox, [one.row]).copies] == [one.attempt]


def test_of_two_lines_of_one_verification_the_first_counts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program says it once: what is said later, or in another role, has nothing set aside; however it is found."""
    one = world.verify(invented(1))
    said = _VERIFIED % f'{{"attempt":{one.attempt},"keys":"00"}}'
    _lines(world, said, said.replace("collector", "desk"))
    for page in (4_000, 1):
        monkeypatch.setattr(key_proofs, "_PAGE", page)
        assert [each.attempt for each in read_back_sealed(world.inbox, [one.row]).copies] == [one.attempt]
