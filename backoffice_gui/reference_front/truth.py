"""The front end's own account of what it did, a JSON object a line, for whoever checks a collector.

A line is written right after the commit it speaks of and before anybody is answered. What a crash
kept from being written is written at the next start: the database is the truth, the file its copy.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

import msgspec

from backoffice_gui.reference_front.database import Connection
from backoffice_gui.reference_front.files import writing
from backoffice_gui.reference_front.intake import Accepted
from backoffice_gui.reference_front.jose import payload_of
from backoffice_gui.reference_front.ledger import Ending

__all__ = ["Truth"]


class Truth:
    """`truth.jsonl`: made `{"id","seq","digest","parts"}`, ended `{"id","outcome","at"}`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def _append(self, lines: Iterable[object]) -> None:
        octets = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        with self._lock, writing(self._file.parent), self._file.open("ab") as stream:
            stream.write(octets)

    def made(self, accepted: Iterable[Accepted]) -> None:
        """Say what came in."""
        self._append(
            {
                "id": one.id,
                "seq": one.seq,
                "digest": one.digest,
                "parts": [_part(p.n, p.size, p.sha256) for p in one.parts],
            }
            for one in accepted
        )

    def ended(self, endings: Iterable[Ending]) -> None:
        """Say how they ended."""
        self._append({"id": one.id, "outcome": one.outcome, "at": one.at} for one in endings)

    def catch_up(self, connection: Connection) -> None:
        """Write the lines that a crash cut off; a last line cut in two is taken out first."""
        made, ended = self._known()
        held = connection.execute("SELECT id, seq, digest FROM submission ORDER BY seq").fetchall()
        missing = [row for row in held if row[0] not in made]
        self._append(
            {
                "id": id_,
                "seq": seq,
                "digest": digest,
                "parts": [
                    _part(*row)
                    for row in connection.execute("SELECT n, size, sha256 FROM part WHERE id = ? ORDER BY n", (id_,))
                ],
            }
            for id_, seq, digest in missing
        )
        entries = connection.execute("SELECT id, jws FROM ledger ORDER BY pos").fetchall()
        payloads = [(id_, payload_of(jws)) for id_, jws in entries if id_ not in ended]
        self.ended(Ending(id_, payload["outcome"], payload["at"]) for id_, payload in payloads)

    def _known(self) -> tuple[set[str], set[str]]:
        made: set[str] = set()
        ended: set[str] = set()
        if not self._file.exists():
            return made, ended
        octets = self._file.read_bytes()
        whole = octets[: octets.rfind(b"\n") + 1]
        if len(whole) < len(octets):
            with self._file.open("rb+") as stream:
                stream.truncate(len(whole))
        for line in whole.splitlines():
            said = msgspec.json.decode(line)
            (ended if "outcome" in said else made).add(said["id"])
        return made, ended


def _part(n: int, size: int, sha256: str) -> dict[str, int | str]:
    return {"n": n, "size": size, "sha256": sha256}
