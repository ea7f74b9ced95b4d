"""`make bench-peers`: the same submissions as mails, taken from a Dovecot on this machine by mpop and by getmail6.

Both fetch, store durably and delete, as we do; their way is POP3 without TLS into a Maildir in
clear, ours is HTTPS with client certificates into an encrypted store that is read back. What is
not installed is named in one line, and nothing is measured.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile  # noqa: TID251  # a benchmark's mails are invented, and go with their folder
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from benchmarks.figures import Figure, median, show, write
from benchmarks.processes import collect, front, make_store
from benchmarks.workload import Load, by_name

__all__ = ["main"]

_UID, _GID = (
    (os.getuid(), os.getgid()) if os.getuid() else (pwd.getpwnam("nobody").pw_uid, grp.getgrnam("nogroup").gr_gid)
)
"""Who takes mails home: an ordinary user, since neither Dovecot nor getmail6 serves root."""

_NEEDED = {"mpop": "mpop", "getmail": "getmail6", "dovecot": "dovecot-pop3d"}
_BOUNDS = {"mpop": (0.3, 1.0), "getmail": (3.0, 10.0)}
_ROUNDS = 5
_GETMAIL_ROUNDS = 1
_PATIENCE = 900


def missing() -> list[str]:
    """The packages without which nothing can be compared."""
    paths = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    return [package for program, package in _NEEDED.items() if shutil.which(program, path=paths) is None]


def _mail(parts: tuple[bytes, ...]) -> bytes:
    mail = EmailMessage()
    mail["From"] = mail["To"] = "exemple@front.example"
    mail["Subject"] = "DONNÉES FICTIVES"
    mail.set_content(parts[0].decode())
    for octets in parts[1:]:
        mail.add_attachment(octets, maintype="application", subtype="pdf", filename="scan.pdf")
    return mail.as_bytes()


def _deliver(box: Path, load: Load) -> None:
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True, exist_ok=True)
    for n, parts in enumerate(load.submissions()):
        (box / "new" / f"{n:06}.bench").write_bytes(_mail(parts))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def _dovecot(folder: Path) -> Iterator[int]:
    """A POP3 server on loopback that accepts any password, run as whoever runs the benchmark."""
    port = _free_port()
    me, ours = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    user = pwd.getpwuid(_UID).pw_name
    settings = folder / "dovecot.conf"
    settings.write_text(
        f"""
protocols = pop3
base_dir = {folder}/run
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/box
default_internal_user = {me}
default_login_user = {user}
default_internal_group = {ours}
first_valid_uid = 0
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={_UID} gid={_GID} home={folder}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    address = 127.0.0.1
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
""",
        "utf-8",
    )
    program = shutil.which("dovecot", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
    process = subprocess.Popen([str(program), "-F", "-c", str(settings)])
    try:
        _wait_for(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _give_away(folder: Path) -> None:
    """Let the ordinary user have everything below a folder of ours."""
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _UID, _GID)


def _wait_for(port: int) -> None:
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as stream:
            if stream.recv(3) == b"+OK":
                return
        time.sleep(0.1)
    raise SystemExit("dovecot did not answer")


def _timed(folder: Path, command: list[str]) -> float:
    _give_away(folder)
    begun = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=_PATIENCE,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        user=None if os.getuid() else _UID,
        group=None if os.getuid() else _GID,
    )
    return time.perf_counter() - begun


def _into(folder: Path) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / "into" / name).mkdir(parents=True, exist_ok=True)
    return folder / "into"


def _mpop(folder: Path, port: int) -> float:
    settings = folder / "mpoprc"
    settings.write_text(
        f"account bench\nhost 127.0.0.1\nport {port}\nuser exemple\npassword x\nauth user\ntls off\nkeep off\n"
        f"uidls_file {folder}/uidls\ndelivery maildir {_into(folder)}\n",
        "utf-8",
    )
    settings.chmod(0o600)
    return _timed(folder, ["mpop", f"--file={settings}", "--quiet", "bench"])


def _getmail(folder: Path, port: int) -> float:
    settings = folder / "getmailrc"
    settings.write_text(
        f"[retriever]\ntype = SimplePOP3Retriever\nserver = 127.0.0.1\nport = {port}\nusername = exemple\n"
        f"password = x\n[destination]\ntype = Maildir\npath = {_into(folder)}/\n"
        "[options]\ndelete = true\nread_all = true\nverbose = 0\n",
        "utf-8",
    )
    return _timed(folder, ["getmail", f"--getmaildir={folder}", f"--rcfile={settings}"])


_PEERS = {"mpop": _mpop, "getmail": _getmail}


def _peer(name: str, load: Load) -> float:
    """Seconds in which a peer takes everything home, from a mailbox of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _deliver(Path(folder) / "box", load)
        _give_away(Path(folder))
        with _dovecot(Path(folder)) as port:
            seconds = _PEERS[name](Path(folder), port)
        if len(list((Path(folder) / "into" / "new").iterdir())) != load.count:
            raise SystemExit(f"{name} did not bring everything home")
        return seconds


def _ours(load: Load) -> float:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        front("benchmarks.reference", Path(folder), "--load", load.name) as served,
    ):
        make_store(served.config)
        return float(collect(served.config).summary["seconds"])


def _measure(names: list[str]) -> Iterator[Figure]:
    for what in ("small", "bulky"):
        load = by_name(what)
        seconds: dict[str, list[float]] = {name: [] for name in ("ours", *names)}
        for n in range(_ROUNDS):
            seconds["ours"].append(_ours(load))
            for name in names:
                if name != "getmail" or n < _GETMAIL_ROUNDS:
                    seconds[name].append(_peer(name, load))
        ours = median(seconds["ours"])
        for name in names:
            theirs = median(seconds[name])
            floor, goal = _BOUNDS[name]
            said = f"{name} over POP3 without TLS ({load.count / theirs:.0f}/s; ours {load.count / ours:.0f}/s)"
            yield Figure(f"peer_{what}_{name}", theirs / ours, f"× {name}", said, floor, goal)


def main() -> int:
    """Measure, show, write; 1 where a floor was missed, 0 where there is nobody to compare with."""
    lacking = missing()
    if "dovecot-pop3d" in lacking or {"mpop", "getmail6"} <= set(lacking):
        print(f"make bench-peers: not installed: {', '.join(lacking)}")
        return 0
    names = [program for program in _PEERS if _NEEDED[program] not in lacking]
    figures = []
    for figure in _measure(names):
        show(figure)
        figures.append(figure)
    write(figures)
    return int(any(figure.verdict == "BELOW" for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
