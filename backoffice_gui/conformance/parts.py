"""Checks of parts (protocol §3.3): octets as the manifest says, ranges to the octet, headers that agree."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from backoffice_gui.conformance.shelf import Own
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, failed, skipped
from backoffice_gui.conformance.watch import problem_of
from backoffice_gui.conformance.wire import Answer

__all__ = ["CHECKS"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_LARGE = 1_500_007
"""Octets of an attachment that servers store in pieces."""


def _etag(part: Mapping[str, Any]) -> str:
    return f'"sha256-{part["sha256"]}"'


def _large(trial: Trial) -> tuple[Own, int]:
    """A submission whose last part is large; the same for all these checks, since reading changes nothing."""
    own = next((one for one in trial.shelf.made if _is_large(one) and trial.shelf.left(one) > _least(trial)), None)
    own = own or trial.shelf.take(1, _LARGE)[0]
    return own, len(own.parts) - 1


def _least(trial: Trial) -> float:
    return trial.bench.setup.lifetime / 4


def _is_large(own: Own) -> bool:
    return bool(own.parts[-1]["size"] == _LARGE)


def _part(trial: Trial, own: Own, n: int, **fields: str) -> Answer:
    return trial.shelf.get(own, f"/parts/{n}", fields={name.replace("_", "-"): said for name, said in fields.items()})


def _whole(trial: Trial) -> tuple[Own, int, Answer]:
    own, n = _large(trial)
    answer = _part(trial, own, n)
    if answer.status != 200:
        skipped("part-unreadable")
    return own, n, answer


def _octets(trial: Trial) -> None:
    own, last = _large(trial)
    with Notes() as notes:
        for n in range(last + 1):
            answer, part = _part(trial, own, n), own.parts[n]
            what = f"GET …/parts/{n}"
            if notes.same(f"{what}: status", answer.status, 200):
                notes.same(f"{what}: octets", len(answer.body), part["size"])
                same = hashlib.sha256(answer.body).hexdigest() == part["sha256"]
                notes.that(same, f"{what}: SHA-256", "differs", "= M.parts[].sha256")


def _both(trial: Trial) -> tuple[Own, int, list[tuple[Answer, int]]]:
    """The whole part and ten octets of it, each with its length: what a cut body is resumed by is the second."""
    own, n, whole = _whole(trial)
    partial = _part(trial, own, n, Range="bytes=0-9", If_Range=_etag(own.parts[n]))
    return own, n, [(whole, own.parts[n]["size"]), *([(partial, 10)] if partial.status == 206 else [])]


def _length(trial: Trial) -> None:
    _own, _n, answers = _both(trial)
    with Notes() as notes:
        for answer, size in answers:
            said = answer.header("content-length")
            notes.that(said == str(size), f"GET …/parts/{{n}} {answer.status}: Content-Length", said or "–", size)


def _validator(trial: Trial) -> None:
    own, n, answers = _both(trial)
    with Notes() as notes:
        for answer, _size in answers:
            said = answer.header("etag")
            told = f"GET …/parts/{{n}} {answer.status}: ETag"
            notes.that(said == _etag(own.parts[n]), told, said or "–", '"sha256-<hex>"')


def _repr_digest(trial: Trial) -> None:
    own, n, whole = _whole(trial)
    wanted = f"sha-256=:{base64.b64encode(bytes.fromhex(own.parts[n]['sha256'])).decode()}:"
    partial = _part(trial, own, n, Range="bytes=0-9")
    with Notes() as notes:
        for answer in (whole, partial):
            said = answer.header("repr-digest")
            told = f"GET …/parts/{{n}} {answer.status}: Repr-Digest"
            notes.that(said == wanted, told, said or "–", "sha-256=:<base64>: (whole)")


def _accepts(trial: Trial) -> None:
    _own, _n, answer = _whole(trial)
    if answer.header("accept-ranges") != "bytes":
        failed("GET …/parts/{n}: Accept-Ranges", answer.header("accept-ranges") or "–", "bytes")


def _ranges(trial: Trial) -> None:
    own, n, whole = _whole(trial)
    size = own.parts[n]["size"]
    mebi = 1024 * 1024
    asked = (
        ("bytes=0-0", 0, 0),
        ("bytes=100-299", 100, 299),
        (f"bytes={mebi - 3}-{mebi + 2}", mebi - 3, mebi + 2),
        (f"bytes={mebi}-", mebi, size - 1),
        (f"bytes={size - 1}-{size + 50}", size - 1, size - 1),
        ("bytes=-7", size - 7, size - 1),
    )
    with Notes() as notes:
        for said, first, last in asked:
            answer = _part(trial, own, n, Range=said, If_Range=_etag(own.parts[n]))
            if notes.same(f"Range: {said}: status", answer.status, 206):
                wanted = f"bytes {first}-{last}/{size}"
                notes.same(f"Range: {said}: Content-Range", answer.header("content-range"), wanted)
                same = answer.body == whole.body[first : last + 1]
                notes.that(same, f"Range: {said}: octets", f"{len(answer.body)}", f"{last - first + 1}, equal")


def _if_range(trial: Trial) -> None:
    own, n = _large(trial)
    answer = _part(trial, own, n, Range="bytes=5-9", If_Range='"sha256-' + "0" * 64 + '"')
    with Notes() as notes:
        notes.same("Range + If-Range (other): status", answer.status, 200)
        notes.same("Range + If-Range (other): octets", len(answer.body), own.parts[n]["size"])


def _unsatisfiable(trial: Trial) -> None:
    own, n = _large(trial)
    size = own.parts[n]["size"]
    answer = _part(trial, own, n, Range=f"bytes={size}-")
    with Notes() as notes:
        if notes.same("Range beyond the end: status", answer.status, 416):
            said = answer.header("content-range")
            notes.that(said == f"bytes */{size}", "Range beyond the end: Content-Range", said or "–", f"bytes */{size}")
            notes.same("Range beyond the end: type", problem_of(answer), "range-not-satisfiable")


def _absent(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    with Notes() as notes:
        for n in (str(len(own.parts)), "11", "-1", "x"):
            answer = trial.shelf.get(own, f"/parts/{n}")
            notes.that(answer.status in {400, 404, 422}, f"GET …/parts/{n}: status", answer.status, 404)


def _observer(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    answer = trial.shelf.get(own, "/parts/0", role="observer")
    with Notes() as notes:
        notes.same("GET …/parts/0 (observer): status", answer.status, 403)
        notes.same("GET …/parts/0 (observer): type", problem_of(answer), "forbidden")


def _no_inline(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    page = trial.bench.page(f"?after={own.seq - 1}&limit=1&inline=16384", role="observer")
    if any(item.get("parts") for item in page.items):
        failed("GET /submissions?inline=… (observer): parts", "…", "–")


CHECKS = (
    Check("part.octets", "§3.3", Level.MUST, _octets, _SUBMISSIONS),
    Check("part.content-length", "§1", Level.MUST, _length, _SUBMISSIONS),
    Check("part.etag", "§3.3", Level.MUST, _validator, _SUBMISSIONS),
    Check("part.repr-digest", "§3.3", Level.MUST, _repr_digest, _SUBMISSIONS),
    Check("part.accept-ranges", "§3.3", Level.MUST, _accepts, _SUBMISSIONS),
    Check("part.ranges", "§3.3", Level.MUST, _ranges, _SUBMISSIONS),
    Check("part.if-range", "§3.3", Level.MUST, _if_range, _SUBMISSIONS),
    Check("part.unsatisfiable", "§1", Level.MUST, _unsatisfiable, _SUBMISSIONS),
    Check("part.absent", "§3.3", Level.MUST, _absent, _SUBMISSIONS),
    Check("part.observer", "§1", Level.MUST, _observer, _SUBMISSIONS),
    Check("part.observer-inline", "§1", Level.MUST, _no_inline, _SUBMISSIONS),
)
