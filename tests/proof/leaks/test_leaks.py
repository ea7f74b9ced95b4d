"""No canary in any octet that was written, nor in anything said, shown or handed over, but where somebody asked for it."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from backoffice_gui.reference_front import NewPart, NewSubmission
from backoffice_gui.security.master import MasterSecret
from tests.documents.preview import samples
from tests.proof.leaks.canaries import PEOPLE, Invented
from tests.proof.leaks.searching import Search, everything_under
from tests.proof.leaks.watching import Place, Scene, play
from tests.support import proof
from tests.support.front import Front, running_front

_ALLOWED = ("asked/", "store.key", ".store.key")


def _form(person: Invented, n: int) -> dict[str, Any]:
    who = {
        "family_name": person.family, "given_names": [person.given], "sex": "F", "birth_date": f"198{n}-03-1{n}",
        "birth_country": "SD", "birth_place": person.town, "nationalities": ["SD"], "ofpra_number": f"85031200{n}",
    }  # fmt: skip
    address = {"lines": [person.line], "postcode": "99999", "town": person.town, "country": "FR"}
    if n % 3 == 1:
        new = {"address": {**address, "lines": [person.line, "BAT 2"]}, "email": person.email, "phone": person.phone}
        return {"person": who, "status": "protected", "old": {"address": address}, "new": new,
                "effective_date": "2026-12-01", "comment": person.note}  # fmt: skip
    event = {"date": f"198{n}-03-1{n}", "place": person.town}
    return {"person": who, "requester": {"relation": "self"}, "delivery": address, "email": person.email,
            "certificates": [{"type": "birth", "form": "full_copy", "copies": 1, "event": event}],
            "phone": person.phone, "language": "fr", "comment": person.note}  # fmt: skip


def _submission(n: int, person: Invented) -> NewSubmission:
    form = json.dumps(_form(person, n), ensure_ascii=n % 2 == 0).encode()
    kind = "contact_change" if n % 3 == 1 else "certificate_request"
    words = "\n".join(person.words).encode()
    return NewSubmission(
        kind,
        (
            NewPart("form.json", "application/json", (form,)),
            NewPart(person.file, "text/plain", (words,)),
            NewPart(person.file.replace(".txt", ".pdf"), "application/pdf", (samples.pdf(1),)),
        ),
    )


def _send(front: Front) -> None:
    broken = f"{{not json {PEOPLE[7].family} {PEOPLE[7].note}".encode()
    torn = NewSubmission("certificate_request", (NewPart("form.json", "application/json", (broken,)),))
    front.desk.take_in([*(_submission(n, person) for n, person in enumerate(PEOPLE)), torn])


def _furnish(place: Place, front: Front) -> None:
    place.watched.mkdir(parents=True)
    text = re.sub(
        r'^(ca_file|client_cert|client_key|front_end_keys) = "(.*)"$',
        lambda found: f'{found[1]} = "{front.folder / found[2]}"',
        front.settings_file.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    text = text.replace("[store]\n", '[store]\nmirror = "mirror"\n')
    place.config.write_text(f"{text}\n[security]\nclipboard_seconds = 1\n", "utf-8")
    (place.watched / "mirror").mkdir()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A store of ours beside a site that holds what eight people sent."""
    made = Place(tmp_path_factory.mktemp("leaks"))
    with running_front(made.root / "front") as front:
        _furnish(made, front)
        _send(front)
        yield made


@pytest.fixture(scope="module")
def console(place: Place) -> Scene:
    """The store after a day by console."""
    return play(place, "console_scene")


def _search(place: Place, name: str, scene: Scene, *, errors: int = 0) -> int:
    """Find nothing; the octets searched."""
    master = MasterSecret(bytes.fromhex((place.watched / "store.key").read_text("ascii")))
    search = Search(place.root, master.octets, master.casebook_key())
    search.record(name, scene.record, allowed=_ALLOWED)
    search.files("left", everything_under(place.watched, place.asked, place.watched / "store.key"))
    search.words_of_pdfs("shown", place.shown.glob("*.pdf"))
    search.texts(f"{name}: printed", [scene.out])
    search.texts(f"{name}: logged", [scene.err])
    for channel, texts in scene.seen.items():
        search.texts(f"{name}: {channel}", texts)
    search.octets("names of what was asked for", os.fsencode("\n".join(map(str, place.asked.rglob("*")))))
    with proof.suite("leaks") as done:
        done["searched_mebibytes"] += search.size >> 20
        done["forced_errors"] += errors
        assert search.hits() == set()
    return search.size


@pytest.mark.timeout(600)
def test_a_day_by_console(place: Place, console: Scene) -> None:
    """From the making of the store to its other keys, purge, report, backup and restore: no canary but in the exports."""
    assert console.code == 0, console.err
    assert _search(place, "console", console) > 1_000_000
    exported = Search(place.root)
    exported.files("exports", [place.asked / "demandes.csv"])
    assert exported.hits(), "what was asked for has what was asked for"


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("console")
def test_a_day_in_the_window(place: Place) -> None:
    """Read, written, previewed, taken out, shown to the DPO, searched, failed, locked, unlocked: titles, notices, all."""
    scene = play(place, "window_scene")
    assert scene.code == 0, f"{scene.out} {scene.err}"
    assert len(scene.seen["titles"]) > 6
    assert len(scene.seen["told to the system's dialog"]) > 15
    assert len(list(place.shown.glob("*.pdf"))) == 4
    assert len(set(scene.seen["places"])) > 60
    assert len(scene.seen["failures"]) > 4 * len(scene.seen["places"])
    _search(place, "window", scene, errors=len(scene.seen["places"]))


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("console")
def test_errors_and_the_end_of_a_process(place: Place) -> None:
    """Each in another place, words in its message and its locals; then the window dies with a case open: no core."""
    scene = play(place, "failing_scene")
    assert scene.code == -signal.SIGABRT, scene.err
    assert scene.out.endswith("parts held\n")
    places = [where for where in scene.seen["places"] if where]
    assert len(set(places)) > 20
    assert scene.err.count("defect") > 17
    assert not [file for file in place.watched.rglob("core*") if file.is_file()]
    _search(place, "failing", scene, errors=len(places))
