"""The second copy: written and read back before an acknowledgement is sent, and caught up with where it was not.

The deciding thread says what is next, one lane writes it: small attempts in groups, big ones a
slice at a time between them, then what was left behind, then the facts that have moved. A mirror
that is gone is an alarm; whether acknowledging waits for it is the policy's, and never longer than
until ten minutes before expiry.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.machine import Mirrored
from backoffice_gui.collector.run import MirrorPolicy, Run, unexpected
from backoffice_gui.collector.schedule import ONCE_SECONDS, backoff, spent
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import MirrorGone, StoreDamaged
from backoffice_gui.storage.inbox import audit_log, erasing, mirrored
from backoffice_gui.storage.inbox.mirrored import MirrorRow, Moved
from backoffice_gui.storage.mirror.copying import MOST, SMALL, Big, Copied, Copier, one_append

__all__ = ["EXCUSED_BEFORE", "HUNG_SECONDS", "Mirroring"]

EXCUSED_BEFORE = 600.0
"""Seconds before its end on the web from which nothing is held back for the mirror."""
HUNG_SECONDS = 60.0
"""A call to the mirror that has not returned by then counts as a mirror that is gone."""
_FOLLOW_EVERY = 5.0
_CHECK_EVERY = 60.0
_DISTRUST = 60.0
_FACTS = 0
"""Among the numbers of damaged attempts: the facts, which can't be followed any further."""
_NOTED_EVERY = 1_000
"""Lines of the audit without news after which how far we followed is noted all the same."""


class Mirroring:
    """Keeps the mirror up with the inbox; one call to it at a time."""

    def __init__(self, run: Run, troubles: Troubles) -> None:
        to = run.parts.mirror
        self._run, self._troubles = run, troubles
        self._copier = None if to is None else Copier(run.parts.inbox, to.root, run.ids)
        self._continues = to is not None and to.policy is MirrorPolicy.CONTINUE
        self._row: MirrorRow | None = None
        self._open = False
        self._queue: dict[int, Work] = {}
        self._under_way: dict[int, Work | None] = {}
        self._bigs: list[Big] = []
        self._erasing: deque[Work] = deque()
        self._slice_next = False
        self._began: float | None = None
        self._down = self._hung = self._unwritable = self._running = False
        self._tries = 0
        self._failing_since = math.inf
        self._not_before = -math.inf
        self._behind: int | None = 0
        self._follow_due = self._check_due = -math.inf
        self._followed = 0
        self._distrusted_until = -math.inf
        self._damaged: set[int] = set()
        self._rested_since = math.inf

    def start(self) -> None:
        """Learn which mirror was written to last; where none is wanted any more, its alarm ends."""
        if self._copier is None:
            self._troubles.set(AlarmKind.MIRROR, None)
            return
        with self._run.parts.inbox.reading() as conn:
            self._row = mirrored.current(conn)
        self._followed = 0 if self._row is None else self._row.followed

    def close(self) -> None:
        """Let the files go; a call that still runs is left behind with them."""
        if self._copier is not None:
            (self._copier.leave if self._running else self._copier.close)()

    # What the plan asks

    def view(self, work: Work) -> Mirrored | None:
        """What is known of the second copy of this submission; nothing where there is to be none."""
        if self._copier is None:
            return None
        return Mirrored(
            done=frozenset(one.attempt for one in work.facts.attempts if self._holds(one.mirrored_in)),
            under_way=any(one.attempt in self._under_way or one.attempt in self._queue for one in work.facts.attempts),
            not_before=self._not_before,
            excused_from=self._excused_from(work),
        )

    def _excused_from(self, work: Work) -> float:
        if self._down and self._continues:
            return -math.inf
        return max(self._run.end_on_the_web(work) - EXCUSED_BEFORE, self._distrusted_until)

    def distrust(self) -> None:
        """After a wake-up deadlines say nothing before the next list: for a minute they excuse nobody."""
        self._distrusted_until = self._run.elapsed + _DISTRUST

    def _holds(self, mirrored_in: int | None) -> bool:
        row = self._row
        return row is not None and row.store_id == self._run.ids.current and mirrored_in == row.n

    def add(self, work: Work, attempt: int) -> None:
        """Write this attempt next; it is planned again, so that it waits no longer than it may."""
        self._queue[attempt] = work
        self._run.works.touch(work)

    def passed(self, work: Work, attempt: int) -> None:
        """This attempt is acknowledged now; what the mirror does not hold of it is caught up with later."""
        known = self.view(work)
        if known is not None and attempt not in known.done:
            self._fall_behind(attempt)

    def erase(self, work: Work) -> None:
        """Erase our copy of what a listed peer took over (keys in the mirror first), or leave it for a later hour."""
        if not erasing.may_erase(self._run.parts.inbox, work.facts.row):
            self._run.works.drop(work)
        elif self._copier is None:
            self._erase(work)
        else:
            work.busy = True
            self._erasing.append(work)

    def _erase(self, work: Work) -> None:
        self._run.works.refresh([erasing.erase(self._run.parts.inbox, work.facts.row, self._run.now)])

    # What is due

    def settled(self) -> bool:
        """With `--once`, at the end: the mirror holds everything and every fact, or can't be had.

        What was left behind in earlier runs is begun for a minute at most: while this run goes on
        nobody lists, and what comes in meanwhile would expire. The next run goes on with it.
        """
        if self._copier is None or self._down:
            return True
        self._rested_since = min(self._rested_since, self._run.elapsed)
        if self._began is not None or self._pressing():
            return False
        with self._run.parts.inbox.reading() as conn:
            followed = audit_log.head(conn).n <= self._followed or _FACTS in self._damaged
        if not followed:
            self._follow_due = -math.inf
        return followed

    def next_due(self) -> float:
        """When `go_on` has something to do again, in elapsed seconds."""
        if self._copier is None:
            return math.inf
        if self._began is not None:
            return math.inf if self._hung else self._began + HUNG_SECONDS
        due = -math.inf if self._pressing() else min(self._follow_due, self._check_due)
        return max(due, self._not_before)

    def _pressing(self) -> bool:
        waits = self._queue or self._bigs or self._erasing or self._behind is not None
        return bool(not self._open or self._unwritable or waits)

    def go_on(self) -> None:
        """Have the next thing written, if nothing is being written and the mirror is not known to be gone."""
        copier, run = self._copier, self._run
        if copier is None:
            return
        if self._began is not None:
            self._notice_hang(self._began)
            return
        if run.elapsed < self._not_before:
            return
        if not self._open:
            row = self._row
            self._call(lambda: copier.open(row), self._opened)
        elif self._erasing:
            work = self._erasing.popleft()
            self._call(lambda: copier.destroy(work.facts.key), partial(self._destroyed, work), writes=True)
        elif not (self._copy_next(copier) or self._catch_up(copier)):
            self._at_leisure(copier)

    def _at_leisure(self, copier: Copier) -> None:
        run = self._run
        if self._unwritable:
            self._call(copier.probe, self._checked, writes=True)
        elif run.elapsed >= self._follow_due:
            self._follow_due = run.elapsed + _FOLLOW_EVERY
            after = self._followed
            self._call(lambda: copier.follow(after), self._follow)
        elif run.elapsed >= self._check_due:
            self._check_due = run.elapsed + _CHECK_EVERY
            self._call(copier.check, self._checked)

    def _copy_next(self, copier: Copier) -> bool:
        """Write a group of small attempts, or a slice of a big one; each in turn, so that neither waits for long."""
        for number, work in list(self._queue.items()):
            if work.facts.size > SMALL:
                self._begin_big(number, self._queue.pop(number))
        if self._bigs and (self._slice_next or not self._queue):
            self._slice_next = False
            big = min(self._bigs, key=self._end_of)
            self._call(lambda: copier.copy_slice(big), partial(self._sliced, big), writes=True)
            return True
        group = one_append((number, work.facts.size) for number, work in self._queue.items())
        self._slice_next = True
        self._under_way.update({number: self._queue.pop(number) for number in group})
        if group:
            self._call(lambda: copier.copy(group), partial(self._copied, group), writes=True)
        return bool(group)

    def _catch_up(self, copier: Copier) -> bool:
        """Write what was left behind; what is written already, or by the plan, is passed over."""
        row = self._row
        if self._behind is None or row is None:
            return False
        with self._run.parts.inbox.reading() as conn:
            found = mirrored.waiting(conn, row.n, after=self._behind, limit=MOST)
        if not found or self._run.elapsed - self._rested_since >= ONCE_SECONDS:
            self._behind = None
            return False
        ours = [one for one in found if one.attempt not in self._under_way]
        works = {one.attempt: self._run.works.by_row(one.row) for one in ours}
        if ours and ours[0].size > SMALL:
            self._behind = ours[0].attempt
            self._begin_big(self._behind, works[self._behind])
            return self._copy_next(copier)
        group = one_append((one.attempt, one.size) for one in ours)
        left = ours[len(group) :]
        self._behind = left[0].attempt - 1 if left else found[-1].attempt
        self._under_way.update({number: works[number] for number in group})
        if group:
            self._call(lambda: copier.copy(group), partial(self._copied, group), writes=True)
        return bool(group)

    def _end_of(self, big: Big) -> float:
        """When a big one ends on the web; what was left behind waits for all that an acknowledgement waits for."""
        work = self._under_way[big.attempt]
        return math.inf if work is None else work.deadline

    def _begin_big(self, number: int, work: Work | None) -> None:
        self._under_way[number] = work
        self._bigs.append(Big(number))

    # What came of it

    def _call(self, job: Callable[[], object], then: Callable[[Done], None], *, writes: bool = False) -> None:
        """Have a call made in the lane; where one that writes has failed, only one that writes ends the alarm."""
        self._began = self._run.elapsed

        def running() -> object:
            self._running = True
            try:
                return job()
            finally:
                self._running = False

        def ended(done: Done) -> None:
            self._began = None
            if done.error is not None:
                self._unwritable = self._unwritable or writes
            elif writes or not self._unwritable:
                self._is_well()
            then(done)

        self._run.lanes.submit("mirror", running, ended)

    def _opened(self, done: Done) -> None:
        if not isinstance(done.value, str):
            self._fail(done.error)
            return
        row, current = self._row, self._run.ids.current
        if row is None or row.store_id != current:
            with self._run.parts.inbox.transaction() as tx:
                self._row = mirrored.begin(tx, done.value, current, self._run.now)
            self._followed = self._row.followed
        self._open = True
        self._check_due = self._run.elapsed + _CHECK_EVERY

    def _copied(self, group: Iterable[int], done: Done) -> None:
        works = {number: self._under_way.pop(number) for number in group}
        if isinstance(done.value, Copied):
            self._note(done.value, works)
            return
        for number, work in works.items():
            self._return(number, work)
        self._fail(done.error)

    def _sliced(self, big: Big, done: Done) -> None:
        if done.error is None and done.value is None:
            return
        self._bigs.remove(big)
        self._copied([big.attempt], done)

    def _note(self, copied: Copied, works: dict[int, Work | None]) -> None:
        row = self._row
        if row is not None and copied.done:
            with self._run.parts.inbox.transaction() as tx:
                self._run.works.refresh(mirrored.mirrored(tx, copied.done, row.n, self._run.now))
        for number, work in works.items():
            if work is not None:
                if number not in copied.done:  # not what was verified, or gone: it is proven anew, or set aside
                    work.copies.pop(number, None)
                self._run.works.touch(work)
            if number in copied.spoilt and (work is None or work.facts.receipt is not None):
                self._is_damaged(number)

    def _follow(self, done: Done) -> None:
        if isinstance(done.error, StoreDamaged):
            self._follow_due = math.inf
            self._is_damaged(_FACTS)
            return
        if not isinstance(done.value, Moved) or self._row is None:
            self._fail(done.error)
            return
        moved = done.value
        self._followed = moved.upto
        if moved.more:
            self._follow_due = -math.inf
        with self._run.parts.inbox.reading() as conn:
            settled = mirrored.waiting(conn, self._row.n, rows=moved.rows, limit=1) if moved.rows else ()
        for one in settled:
            self._fall_behind(one.attempt)
        if moved.rows or moved.store or moved.upto - self._row.followed >= _NOTED_EVERY:
            with self._run.parts.inbox.transaction() as tx:
                mirrored.follow(tx, self._row.n, moved.upto)
                self._row = mirrored.current(tx)

    def _checked(self, done: Done) -> None:
        if done.error is not None:
            self._fail(done.error)

    def _destroyed(self, work: Work, done: Done) -> None:
        work.busy = False
        if done.error is None:
            self._erase(work)
            return
        self._run.failed(work, "mirror", own=False, slow=True)
        self._fail(done.error)

    def _return(self, number: int, work: Work | None) -> None:
        self._fall_behind(number)
        if work is not None:
            self._run.works.touch(work)

    def _fall_behind(self, number: int) -> None:
        self._behind = number - 1 if self._behind is None else min(self._behind, number - 1)

    # Whether it is there

    def _is_well(self) -> None:
        self._tries, self._failing_since, self._not_before = 0, math.inf, -math.inf
        if self._down or self._hung:
            self._run.works.touch_all()
        self._down = self._hung = self._unwritable = False
        self._troubles.set(AlarmKind.MIRROR, "damaged" if self._damaged else None)

    def _is_damaged(self, which: int) -> None:
        """What the inbox can't give any more has no second copy: an alarm, in this life and each that finds it so."""
        self._damaged.add(which)
        self._troubles.set(AlarmKind.MIRROR, "damaged")

    def _fail(self, error: BaseException | None) -> None:
        """The mirror is gone: an alarm, a pause, and everything that waits for it is planned anew."""
        if not isinstance(error, MirrorGone):
            raise unexpected(error if error is not None else RuntimeError("no error"))
        run = self._run
        self._tries += 1
        self._failing_since = min(self._failing_since, run.elapsed)
        self._not_before = run.elapsed + backoff(self._tries, run.parts.dice)
        self._open = False
        for number in [*self._queue, *(big.attempt for big in self._bigs)]:
            self._return(number, self._queue.pop(number, None) or self._under_way.pop(number, None))
        self._bigs.clear()
        self._is_gone(error.reason)
        if run.once and spent(self._tries, run.elapsed - self._failing_since):
            self._give_up()

    def _is_gone(self, reason: str) -> None:
        self._down = True
        self._troubles.set(AlarmKind.MIRROR, reason)
        self._run.works.touch_all()

    def _notice_hang(self, began: float) -> None:
        if not self._hung and self._run.elapsed - began > HUNG_SECONDS:
            self._hung = True
            self._is_gone("hung")

    def _give_up(self) -> None:
        """With `--once`: what waits for the mirror is out of retries, and stays on the web for the next run."""
        run = self._run
        for work in self._erasing:
            work.given_up = True
        for work in run.works:
            attempt = work.facts.shown_attempt
            if attempt is not None and attempt.attempt in work.copies and not self._continues:
                work.given_up = True
                run.tally.given_up.add(work.facts.row)
