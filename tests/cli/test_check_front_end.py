from __future__ import annotations

import json
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.conformance import CATALOGUE
from tests.support.console import call, run, start
from tests.support.front import Front, running_front
from tests.support.planted import Asked, Said, edited

_HOOK = """
import json, ssl, sys, urllib.request
url, folder, verb, *words = sys.argv[1:]
context = ssl.create_default_context(cafile=folder + "/ca.pem")
context.load_cert_chain(folder + "/client.pem", folder + "/client.key")
body = {"count": int(words[0]), "octets": int(words[1])} if verb == "submit" else {"ids": words}
path = "/submissions" if verb == "submit" else "/residue"
request = urllib.request.Request(url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
said = json.load(urllib.request.urlopen(request, context=context))
for line in said["submissions"] if verb == "submit" else [said]:
    print(json.dumps(line))
"""


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A front end whose clock is the machine's."""
    with running_front(tmp_path / "front") as running:
        yield running


def _route(front: Front) -> str:
    return front.url.removesuffix("/transfer/v1") + "/demonstration/v1"


def test_every_check_is_listed_without_a_front_end(capsys: pytest.CaptureFixture[str]) -> None:
    """With its paragraph and its sentence; in French unless the locale is English."""
    said = call(capsys, "check-front-end", "--list", "--json")
    assert said.code == 0
    assert [each["check"] for each in said.objects] == [check.id for check in CATALOGUE]
    assert list(said.objects[0]) == ["check", "paragraph", "level", "requirement"]
    words = call(capsys, "check-front-end", "--list", "--only", "ack.race").words
    assert words.startswith("ack.race · §3.4 · OBLIGATOIRE · De vingt accusés simultanés")


def test_a_line_a_check_and_a_summary(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where nothing failed; what was skipped has its reason."""
    chosen = ("--only", "ack.first", "--only", "tls", "--only", "expiry.race")
    said = call(
        capsys, "--config", front.settings_file, "check-front-end", "--submit", _route(front), *chosen, "--json"
    )
    assert said.code == 0
    *lines, summary = said.objects
    assert {line["check"]: line["outcome"] for line in lines}["ack.first"] == "passed"
    assert lines[-1]["reason"] == "patience"
    assert summary.pop("seconds") >= 0
    assert summary == {"event": "summary", "passed": 4, "failed": 0, "skipped": 1, "absent": 0}


def test_what_was_found_is_told_and_the_code_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words: where, what was seen, what was expected."""

    def cookie(_asked: Asked, said: Said) -> None:
        said.headers["set-cookie"] = "session=1"

    with running_front(tmp_path / "front", wrap=edited(cookie)) as front:
        said = call(capsys, "check-front-end", front.url, "--only", "http.no-cookies", "--config", front.settings_file)
    assert said.code == 1
    assert "[ÉCHEC] http.no-cookies · §1" in said.words
    assert "GET /submissions: Set-Cookie ; vu : … ; attendu : –" in said.words
    assert "0 réussis, 1 en échec" in said.words


def test_a_program_of_the_web_teams_submits(front: Front, tmp_path: Path) -> None:
    """The real console with a real program, as the documentation has it."""
    (tmp_path / "hook.py").write_text(_HOOK)
    hook = shlex.join([sys.executable, str(tmp_path / "hook.py"), _route(front), str(front.folder)])
    only = ("--only", "kit", "--only", "ack.gone", "--only", "part.octets")
    said = run("--config", front.settings_file, "check-front-end", "--submit", hook, *only, "--json")
    assert (said.code, [each["outcome"] for each in said.objects[:-1]]) == (0, ["passed"] * 3)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--only", "no.such"), 2),
        (("--lifetime", "3"), 2),
        (("--second-cert", "x"), 2),
        (("ftp://x",), 2),
        (("https://127.0.0.1:9/transfer/v1",), 3),
    ],
)
def test_what_keeps_it_from_beginning_has_its_code(
    front: Front, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    """Usage and configuration 2, nobody there 3; nothing on standard output."""
    said = call(capsys, "--config", front.settings_file, "check-front-end", *arguments)
    assert (said.code, said.out) == (code, "")


def test_it_can_be_interrupted(front: Front) -> None:
    """In the middle of a long wait that was announced: it says how far it came, and ends with 130."""
    with start(
        "--config",
        front.settings_file,
        "check-front-end",
        "--submit",
        _route(front),
        "--patient",
        "--only",
        "expiry",
        "--json",
    ) as running:
        try:
            assert running.stderr is not None
            assert "expiry.not-early" in running.stderr.readline()
            running.send_signal(signal.SIGINT)
            out, _err = running.communicate(timeout=30)
        finally:
            running.kill()
    assert running.returncode == 130
    assert json.loads(out.splitlines()[-1])["event"] == "summary"
