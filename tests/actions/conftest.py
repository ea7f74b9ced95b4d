"""A store with its desk unlocked: on disk, and for what is about statements on a team's server too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Store, a_store

_ON_BOTH = frozenset(
    f"test_{name}"
    for name in (
        "a_badge_goes_with_its_last_proposal",
        "a_draft_is_kept_until_it_is_empty",
        "a_known_address_of_somebody_else_is_warned_of",
        "a_newer_message_takes_it_from_all_that_is_of_this_person",
        "a_reason_of_any_text_can_be_kept",
        "accepted_contacts_end_the_ones_before_and_an_undo_says_so_again",
        "an_agreement_is_to_what_was_seen",
        "each_case_has_its_reason",
        "hostile_forms_all_become_cases",
        "it_is_stopped_between_groups_and_goes_on",
        "longer_rules_take_it_back",
        "many_are_treated_in_groups_and_it_can_be_stopped",
        "spellings_of_one_person_are_proposed",
        "two_persons_become_one_and_lose_nothing",
        "what_comes_late_does_not_hide_what_was_declared_since",
        "what_the_disk_gives_back_no_more_waits_is_told_and_stops_no_other",
        "what_is_left_begins_where_the_purge_ended_and_holds",
        "what_is_stopped_keeps_nothing_newer_from_going",
        "what_lies_in_the_inbox_only_is_read_there",
        "what_moved_on_since_two_people_agreed_stays",
        "what_never_became_a_case_has_its_rule",
        "what_was_closed_at_one_moment_is_found_whole",
        "whoever_has_an_earlier_case_is_told_of_the_next",
    )
)
"""What is tried on both databases: each statement that an action makes is in one of these, and few are in many."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each of these tests once for each database."""
    if metafunc.function.__name__ in _ON_BOTH and "store" in metafunc.fixturenames:
        metafunc.parametrize("store", ["sqlcipher", "postgresql"], indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Complete and empty."""
    if getattr(request, "param", "sqlcipher") == "sqlcipher":
        with a_store(tmp_path / "s") as made:
            yield made
    else:
        # the tests' server and psycopg are for those who want one
        from tests.support.team_practice import a_team_store

        with a_team_store(request.getfixturevalue("server"), tmp_path / "s") as made:
            yield made
