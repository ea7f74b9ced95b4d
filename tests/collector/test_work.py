"""What a process knows besides the facts, and forgets at any moment without harm."""

from __future__ import annotations

import math

from backoffice_gui.collector.work import Works
from tests.support.facts import attempt, submission


def test_work_is_found_by_row_and_by_key_until_it_rests() -> None:
    """Taken once it is found both ways and planned; dropped it is in neither."""
    works = Works()
    facts = submission(row=7)
    work = works.take(facts)
    assert works.by_row(7) is work
    assert works.by_key(facts.key) is work
    assert list(works.dirty) == [7]
    works.drop(work)
    assert works.by_row(7) is None
    assert works.by_key(facts.key) is None
    assert works.dirty == {}
    assert len(works) == 0


def test_new_facts_keep_what_the_process_knows() -> None:
    """Facts of a commit replace the old ones; deadline, tries and keys stay."""
    works = Works()
    work = works.take(submission(row=1))
    work.deadline, work.tries = 12.0, 2
    works.refresh([submission(row=1, attempts=(attempt(3),)), submission(row=9)])
    assert works.by_row(1) is work
    assert work.attempt(3) is not None
    assert work.attempt(4) is None
    assert (work.deadline, work.tries) == (12.0, 2)
    assert works.by_row(9) is None


def test_success_forgets_failures() -> None:
    """After a step that went well nothing waits, and nothing counts as failing."""
    work = Works().take(submission())
    work.tries, work.own_faults, work.first_failed, work.retry_at, work.trouble = 3, 2, 1.0, 9.0, "digest"
    work.succeeded()
    assert (work.tries, work.own_faults) == (0, 0)
    assert not work.trouble
    assert (work.first_failed, work.retry_at) == (math.inf, -math.inf)


def test_what_was_not_seen_has_no_verdict() -> None:
    """A manifest this process hasn't seen is neither valid nor invalid."""
    work = Works().take(submission())
    assert work.valid is None
    assert work.known(ready=True, erase_due=False).valid is None


def test_a_touch_plans_again_only_what_is_under_way() -> None:
    """Touching what was dropped does nothing; touching all names each once."""
    works = Works()
    gone, here = works.take(submission(row=1)), works.take(submission(row=2))
    works.drop(gone)
    works.dirty.clear()
    works.touch(gone)
    assert works.dirty == {}
    works.touch_all()
    assert list(works.dirty.values()) == [here]
