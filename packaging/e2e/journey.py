"""A day with the installed program, driven from outside: its accessible tree (AT-SPI), real keys, a real keyring.

Runs as an ordinary user inside the clean root, with Debian's own Python and without any network but the
machine's own (`packaging/e2e/run.py` sees to both). It imports nothing of ours: what it knows is what a screen reader
and a keyboard know. Each step prints a line; the first that fails ends it with a sentence and a picture.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  after its version was asked for

HOME = Path.home()
FRONT = HOME / "front"
CONFIG = HOME / ".config" / "ofpra-backoffice" / "config.toml"
COUNT = 12
_PATIENCE = 90
_PAUSE = 0.25


class Stuck(Exception):
    """Something did not come."""


def say(text: str) -> None:
    """A line for who watches."""
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


def until(found: Callable[[], Any], what: str, seconds: float = _PATIENCE) -> Any:
    """What `found` gives once it gives something; raises `Stuck`."""
    end = time.monotonic() + seconds
    while True:
        try:
            got = found()
        except Exception:  # the tree changes while it is read
            got = None
        if got:
            return got
        if time.monotonic() > end:
            raise Stuck(what)
        time.sleep(_PAUSE)


# the accessible tree


def tree(node: Any) -> Iterator[Any]:
    """Every accessible below, depth first, at most 400 of a level: a list knows more rows than are seen."""
    for n in range(min(node.get_child_count(), 400)):
        child = node.get_child_at_index(n)
        if child is not None:
            yield child
            yield from tree(child)


def windows() -> list[Any]:
    """The program's windows, the main one first."""
    desktop = Atspi.get_desktop(0)
    for n in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(n)
        if program is not None and program.get_name() == "ofpra-backoffice" and program.get_child_count():
            return [program.get_child_at_index(k) for k in range(program.get_child_count())]
    return []


def window() -> Any:
    """The program's main window."""
    return next(iter(windows()), None)


def shown(node: Any) -> bool:
    """Whether it can be seen."""
    return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))


def named(role: str, pattern: str) -> Any:
    """What is seen of this role whose name fits."""
    wanted = re.compile(pattern)
    for frame in windows():
        for node in tree(frame):
            if node.get_role_name() == role and wanted.search(node.get_name() or "") and shown(node):
                return node
    return None


def find(role: str, pattern: str, seconds: float = _PATIENCE) -> Any:
    """The same, waited for."""
    return until(lambda: named(role, pattern), f"{role} « {pattern} »", seconds)


def press(node: Any) -> None:
    """Do what it does, as assistive technology asks for it, once it can be done: not while an act is under way."""
    until(lambda: _pressed(node), f"{node.get_name()!r} that can be pressed")


def _pressed(node: Any) -> bool:
    for n in range(node.get_n_actions()):
        if Atspi.Action.get_action_name(node, n).lower() in {"press", "click", "toggle"}:
            node.do_action(n)
            return True
    return False


def text_of(node: Any) -> str:
    """What an editor holds."""
    return str(node.get_text(0, node.get_character_count()))


def count_in(view: str) -> int:
    """The number beside a view."""
    item = named("list item", f"^{view} ")
    return -1 if item is None else int(re.sub(r"\D", "", item.get_name().removeprefix(view)) or -1)


def keys(*names: str) -> None:
    """Real keys, to whatever has the keyboard."""
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
        time.sleep(_PAUSE)


# processes


def backoffice(*words: str) -> tuple[int, list[dict[str, Any]]]:
    """The console as it is installed: its exit code and lines."""
    done = subprocess.run(["backoffice", "--json", *words], capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def front() -> subprocess.Popen[str]:
    """The reference front end of the package, ready."""
    words = ["backoffice", "--json", "reference-front", "--dir", str(FRONT), "--count", str(COUNT)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = json.loads(process.stdout.readline())["url"]
    CONFIG.parent.mkdir(parents=True, exist_ok=True)
    CONFIG.write_text(
        "\n".join(
            [
                "[transfer]",
                f'url = "{url}"',
                *(
                    f'{key} = "{FRONT / file}"'
                    for key, file in (
                        ("ca_file", "ca.pem"),
                        ("client_cert", "client.pem"),
                        ("client_key", "client.key"),
                        ("front_end_keys", "front-end.jwks.json"),
                    )
                ),
                "[cases]",
                "practice = true",
                "",
            ]
        ),
        "utf-8",
    )
    return process


def start() -> subprocess.Popen[bytes]:
    """The window, as its menu entry starts it."""
    process = subprocess.Popen(["backoffice-gui"])
    until(window, "the window")
    return process


def picture(name: str) -> None:
    """What the screen shows, to be looked at by people."""
    subprocess.run(["import", "-window", "root", str(HOME / f"{name}.png")], check=False)


def quit_by_key(process: subprocess.Popen[bytes]) -> None:
    """Ctrl+Q ends it, and its end is good."""
    keys("ctrl+q")
    code = process.wait(30)
    if code:
        raise Stuck(f"the window ended with {code}")


# the steps


def first_run() -> None:
    """The site is given, the copies wait; the code comes back, and the store is made with its key in the keyring."""
    press(find("push button", "^Suivant"))
    press(find("push button", "^Préparer le code de secours"))
    shown_code = find("text", "^Code de secours")
    code = until(lambda: text_of(shown_code), "the recovery code")
    typed = find("text", "(?i)recopi|saisi|colle")
    typed.set_text_contents(code)
    press(find("push button", "^Créer la base"))
    press(find("push button", "^Commencer"))
    until(lambda: count_in("À traiter") >= COUNT, "the cases", 180)
    picture("first-run")
    say(f"first run: the store is made, {count_in('À traiter')} cases came over mutual TLS")


def treat_by_keyboard() -> None:
    """Down, take, finish, issued, enter: one certificate, no mouse."""
    before = count_in("Traitées")
    row = find("table cell", "^Acte · naissance|^Acte · mariage")
    row.get_parent().grab_focus()
    while not (named("push button", "^Prendre") and certificate_open()):
        keys("j")
    keys("a")
    find("push button", "^Enregistrer la réponse")
    keys("e")
    for _ in range(6):
        keys("d", "Return")
        if count_in("Traitées") > before:
            break
    until(lambda: count_in("Traitées") > before, "an answered case")
    picture("answered")
    say("by keyboard: a certificate taken, issued, answered")


def certificate_open() -> bool:
    """Whether the open case is about certificates and can still be taken."""
    return named("label", "^Actes demandés") is not None


def treat_by_actions() -> None:
    """The same by what assistive technology can do: press buttons, no key at all."""
    before = count_in("Mes demandes")
    take = find("push button", "^Prendre")
    press(take)
    until(lambda: count_in("Mes demandes") > before, "a taken case")
    press(find("push button", "^Annuler"))
    until(lambda: count_in("Mes demandes") == before, "an undone case")
    say("by accessible actions: a case taken, and put back")


def lock_by_key() -> None:
    """Ctrl+L: nothing of a case is left in the accessible tree; Enter opens it with the keyring, as it was."""
    before = count_in("Traitées")
    keys("ctrl+l")
    find("push button", "^Déverrouiller")
    left = [node.get_name() for node in tree(window()) if re.search("DL-[0-9]{4}-", node.get_name() or "")]
    if left or count_in("Traitées") >= 0:
        raise Stuck(f"a locked window with {len(left)} names of cases")
    picture("locked")
    keys("Return")
    until(lambda: count_in("Traitées") == before, "the unlocked desk")
    say("locked by key, opened by key: nothing was left to be read, all is there again")


def at_rest() -> None:
    """What the console says of the same store: all is verified, nothing lost."""
    code, lines = backoffice("verify")
    if code or not lines[-1].get("ok"):
        raise Stuck(f"verify ended with {code}")
    code, lines = backoffice("list")
    closed = sum(line.get("stage") == "CLOSED" for line in lines)
    if code or closed < COUNT:
        raise Stuck(f"{closed} of {COUNT} are closed")
    say(f"console: both chains verify, {closed} web copies destroyed with proof")


def first_day() -> None:
    """Everything on the day of installation."""
    site = front()
    try:
        program = start()
        first_run()
        treat_by_keyboard()
        treat_by_actions()
        lock_by_key()
        quit_by_key(program)
    finally:
        site.terminate()
        site.wait(10)
    at_rest()


def after_upgrade() -> None:
    """The next day, with a newer package: the same cases, the same key, nothing asked again."""
    site = front()
    try:
        program = start()
        until(lambda: count_in("Toutes") >= COUNT, "yesterday's cases")
        if count_in("Traitées") < 1:
            raise Stuck("yesterday's answer is gone")
        say("after the upgrade: yesterday's cases and answer are there")
        quit_by_key(program)
    finally:
        site.terminate()
        site.wait(10)
    at_rest()


def guide() -> None:
    """The first-day guide, as far as it can be followed by key and accessible action, with a clock."""
    began = time.monotonic()

    def minutes() -> str:
        return f"{(time.monotonic() - began) / 60:.1f} min"

    program = subprocess.Popen(["backoffice-gui", "--demo"])
    until(lambda: count_in("À traiter") > 0, "the demonstration's cases")
    say(f"guide, {minutes()}: the demonstration is open, requests have come in")
    treat_by_keyboard()
    say(f"guide, {minutes()}: one is answered")
    before = count_in("Toutes")
    find("table cell", "^Acte|^Coord").get_parent().grab_focus()
    keys("g", "r")
    for asked, confirmed in (
        ("Demander la purge", "Demander la purge"),
        ("Approuver", "Approuver"),
        ("Exécuter", "Purger"),
    ):
        press(find("push button", f"^{asked}…"))
        press(find("push button", f"^{confirmed}$"))
    find("push button", "^Enregistrer le certificat")
    picture("purged")
    say(f"guide, {minutes()}: asked for, agreed to, purged; {before} cases were there, {count_in('Toutes')} are")
    quit_by_key(program)


def main() -> int:
    """Run the steps of the day named; 0 when all were done."""
    day = {"first-day": first_day, "guide": guide, "after-upgrade": after_upgrade}[sys.argv[1]]
    try:
        day()
    except (Stuck, subprocess.SubprocessError) as stuck:
        picture("stuck")
        say(f"STUCK: {stuck} did not come; see stuck.png")
        return 1
    return 0


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    raise SystemExit(main())
