"""Which tests hold which row of reliability.md: §2.3, every network outcome, and §2.2, every crash point.

A row is named by the first words of its line there; `test_rows.py` looks whether each named test exists, and whether
a row is without one. Machine-readable: the tables are plain dictionaries of tuples of test ids, or of scenarios' names.
"""

from __future__ import annotations

__all__ = ["CRASH_POINTS", "KILLED_IN", "ON_A_SERVER", "OUTCOMES"]

_ACK = "tests/collector/test_acknowledging.py::"
_ARRIVALS = "tests/collector/test_arrivals.py::"
_CALLS = "tests/proof/calls/test_failing_calls.py::test_a_call_that_fails_loses_nothing_and_ends_calmly"
_CLIENT = "tests/transfer/test_client.py::"
_CUTS = "tests/proof/network/test_cuts.py::"
_DUTIES = "tests/collector/test_duties.py::"
_HOSTILE = "tests/proof/network/test_hostile.py::"
_LEDGER = "tests/collector/test_ledger.py::"
_LISTING = "tests/collector/test_listing.py::"
_LIVES = "tests/collector/test_lives.py::"
_MISBEHAVING = "tests/proof/network/test_misbehaving.py::"
_REFUSED = "tests/proof/network/test_receipts_refused.py::"
_ROADS = "tests/proof/network/test_roads.py::"
_TROUBLE = "tests/collector/test_trouble.py::"
_WEATHER = "tests/proof/network/test_weather.py::"

OUTCOMES: dict[str, tuple[str, ...]] = {
    "request or answer of a GET lost": (
        _ACK + "test_what_is_lost_or_doubled_is_asked_again",
        _ARRIVALS + "test_a_body_that_does_not_come_is_fetched_again",
        _ROADS + "test_nothing_is_lost_on_a_bad_road",
    ),
    "ACK request lost": (
        _ACK + "test_what_is_lost_or_doubled_is_asked_again",
        _ROADS + "test_a_cut_acknowledgement_destroys_nothing",
    ),
    "ACK answer lost": (
        _ACK + "test_what_is_lost_or_doubled_is_asked_again",
        _ACK + "test_after_a_restart_the_verified_is_acknowledged_without_fetching",
        _CLIENT + "test_lost_answer_is_asked_again_without_harm",
    ),
    "ACK doubled or late": (
        _ACK + "test_what_is_lost_or_doubled_is_asked_again",
        _ROADS + "test_nothing_is_lost_on_a_bad_road",
        "tests/reference_front/test_ledger.py::test_a_wrong_digest_destroys_nothing_in_any_state",
    ),
    "ACKS: answer lost or cut, item missing, extra, out of order": (
        _REFUSED + "test_results_missing_extra_or_out_of_order_are_judged_one_by_one",
        _CUTS + "test_a_cut_answer_is_never_taken_for_a_whole_one",
        _ACK + "test_a_front_end_without_the_group_route_is_acknowledged_one_by_one",
    ),
    "200/201 without a valid receipt": (
        _ACK + "test_a_page_for_people_is_never_a_receipt",
        _ACK + "test_a_receipt_of_another_submission_is_none",
        _REFUSED + "test_a_forged_receipt_is_none",
        _HOSTILE + "test_what_somebody_has_thought_of_is_refused_or_harmless",
    ),
    "receipt names another `store_id`": (
        _ACK + "test_a_second_store_was_faster",
        _ACK + "test_a_listed_peer_was_faster",
        _DUTIES + "test_a_peers_copy_goes_after_a_day",
    ),
    "ACK 404 `unknown-submission`": (
        _REFUSED + "test_an_unknown_submission_that_the_ledger_knows_is_taken_from_there",
        _REFUSED + "test_an_unknown_submission_that_has_expired_is_stored_expired",
        _REFUSED + "test_an_unknown_submission_that_nobody_knows_is_disputed",
    ),
    "ACK 410 `expired`": (
        _REFUSED + "test_an_acknowledgement_after_the_expiry_brings_its_paper",
        _LEDGER + "test_what_expired_after_it_was_stored_is_ours",
    ),
    "ACK 409 `digest-mismatch`": (
        _REFUSED + "test_another_digest_that_is_the_same_is_disputed",
        _REFUSED + "test_another_digest_that_is_another_leaves_ours",
    ),
    "400/422, other 4xx": (_REFUSED + "test_what_the_front_end_calls_malformed_is_an_incident",),
    "416 `range-not-satisfiable`, 206 with another `ETag` or range": (
        _MISBEHAVING + "test_a_refused_range_is_a_new_attempt",
        _CLIENT + "test_refused_range_needs_a_new_attempt",
    ),
    "401/403, TLS alert": (
        _TROUBLE + "test_a_refused_certificate_stops_everything",
        _MISBEHAVING + "test_a_certificate_that_is_refused_by_alert_stops_everything",
    ),
    "429/503 + Retry-After": (
        _TROUBLE + "test_a_good_list_does_not_undo_retry_after",
        _MISBEHAVING + "test_a_pause_longer_than_what_is_left_is_an_alarm_and_is_cut",
    ),
    "3xx": (
        _TROUBLE + "test_a_redirect_is_never_followed",
        _HOSTILE + "test_what_somebody_has_thought_of_is_refused_or_harmless",
    ),
    "200 HTML, captive portal, wrong media type": (
        _LISTING + "test_a_portal_in_place_of_the_list_is_no_sighting",
        _ACK + "test_a_page_for_people_is_never_a_receipt",
        _MISBEHAVING + "test_a_head_that_contradicts_the_manifest_is_a_refusal",
    ),
    "`ETag` or `Repr-Digest` contradicts the manifest": (
        _MISBEHAVING + "test_a_head_that_contradicts_the_manifest_is_a_refusal",
        "tests/transfer/test_parts.py::test_head_that_contradicts_the_manifest_is_refused",
        "tests/transfer/test_parts.py::test_head_without_a_strong_etag_is_taken_but_never_resumed",
    ),
    "cut body, no `Content-Length`": (
        _CUTS + "test_a_cut_answer_is_never_taken_for_a_whole_one",
        _HOSTILE + "test_what_somebody_has_thought_of_is_refused_or_harmless",
        "tests/transfer/test_connection.py::test_cut_answers_are_never_whole",
        "tests/transfer/test_connection.py::test_ambiguous_heads_are_refused",
    ),
    "digest mismatch": (
        _ARRIVALS + "test_octets_that_never_hold_are_quarantined_and_delay_nobody",
        _ARRIVALS + "test_a_corrupt_body_once_is_a_new_attempt",
    ),
    "slow drip": (
        _TROUBLE + "test_drips_do_not_fill_the_slots",
        _CLIENT + "test_slow_drip_is_given_up_by_the_clock",
        _CLIENT + "test_dripping_list_ends_with_the_deadline",
        _WEATHER + "test_a_slow_answer_comes_or_is_given_up_in_time",
    ),
    "gzip bomb": (
        "tests/transfer/test_answers.py::test_gzip_bomb_stays_shut",
        "tests/proof/network/test_bombs.py::test_a_bomb_costs_little_memory",
        _MISBEHAVING + "test_a_head_that_contradicts_the_manifest_is_a_refusal",
    ),
    "JSON bomb, nesting, duplicate keys, NaN, huge integers, lone surrogates": (
        "tests/proof/network/test_bombs.py::test_a_bomb_costs_little_memory",
        _HOSTILE + "test_what_somebody_has_thought_of_is_refused_or_harmless",
        "tests/domain/test_strict_json.py::test_what_two_readers_could_understand_differently_is_refused",
        "tests/domain/test_strict_json.py::test_a_nesting_bomb_is_refused",
        _MISBEHAVING + "test_a_form_that_nobody_can_read_comes_home",
    ),
    "`expires_in` not a finite number in (0, 3600]": (
        _MISBEHAVING + "test_an_odd_expiry_is_tried_at_once",
        "tests/transfer/test_wire.py::test_odd_expiry_is_replaced_and_flagged",
    ),
    "page over budget, one item unreadable": (
        _LISTING + "test_a_page_that_cannot_be_read_is_asked_again_smaller",
        _LISTING + "test_one_unreadable_item_far_along_hides_no_other",
        _LISTING + "test_a_wrong_item_is_refused_alone",
    ),
    "unknown `kid`, bad signature": (_ARRIVALS + "test_unknown_keys_quarantine_and_new_keys_release",),
    "unknown kind, field, non-JSON form": (_MISBEHAVING + "test_a_form_that_nobody_can_read_comes_home",),
    "manifest `version` other than 1": (_MISBEHAVING + "test_a_manifest_of_a_later_version_is_acknowledged",),
    "same `id`, other `D`": (_MISBEHAVING + "test_the_same_id_with_another_digest_is_another_submission",),
    "still listed after its receipt": (
        _LISTING + "test_what_is_listed_after_its_receipt_is_asked_for_and_told_at_the_third_time",
        _LISTING + "test_another_receipt_than_ours_is_a_dispute",
    ),
    "list reordered, doubled, gap in `seq`": (
        _MISBEHAVING + "test_a_list_reordered_and_doubled_is_as_good",
        "tests/collector/test_completeness.py::test_a_number_that_nobody_accounts_for_is_an_incident",
        _LEDGER + "test_what_expired_unseen_is_lost_and_said",
    ),
    "ledger: `prev` broken, `pos` gap, bad signature": (
        _MISBEHAVING + "test_nothing_is_closed_by_a_ledger_that_is_broken",
        _LEDGER + "test_a_ledger_that_contradicts_a_receipt_is_a_dispute",
        _LEDGER + "test_a_new_epoch_is_an_incident_and_stops_nothing",
    ),
    "two collectors, one store": (
        "tests/storage/test_lock.py::test_another_process_holds_it_until_it_dies",
        "tests/storage/inbox/test_attempts.py::test_others_go_once_one_is_verified",
        _DUTIES + "test_the_sweep_leaves_an_attempt_under_download",
    ),
    "two collectors, two stores": (_ACK + "test_a_second_store_was_faster",),
    "MANIFEST or PART 410 (404: 3.6)": (
        _MISBEHAVING + "test_a_part_that_another_store_took_is_foreign",
        _MISBEHAVING + "test_a_part_that_has_expired_is_lost_and_said",
        _LEDGER + "test_what_expires_while_its_body_comes_in_is_not_lost",
        _CLIENT + "test_gone_manifest_brings_its_receipt",
    ),
    "key not proven, canary not opened": (
        "tests/collector/test_run_keys.py::test_a_canary_that_does_not_open_stops_acknowledging_not_storing",
        _ACK + "test_a_canary_that_fails_stops_what_is_queued",
    ),
    "web copy still served 90 s after its receipt": (_DUTIES + "test_a_copy_that_is_still_served_is_an_incident",),
    "offered again after our purge": (_MISBEHAVING + "test_what_was_purged_is_neither_fetched_nor_acknowledged_again",),
    "clock skew": (
        _MISBEHAVING + "test_a_clock_that_is_off_is_shown_and_changes_nothing",
        _CLIENT + "test_skew_is_measured_at_the_start_of_the_answer",
    ),
    "disk full, quota": (
        _TROUBLE + "test_a_full_disk_stores_nothing_and_says_so",
        _LIVES + "test_a_full_disk_lets_the_reserve_go",
    ),
    "database locked": (
        _CALLS,
        _LIVES + "test_a_collector_outlives_what_passes",
        _DUTIES + "test_another_process_that_holds_the_inbox_does_not_hold_up_the_stop",
    ),
    "EIO on write or sync": (
        _CALLS,
        _LIVES + "test_a_collector_outlives_what_passes",
        "tests/storage/test_database.py::test_after_a_failed_commit_the_connection_is_never_used_again",
    ),
    "one that always fails": (
        _ARRIVALS + "test_octets_that_never_hold_are_quarantined_and_delay_nobody",
        "tests/collector/test_schedule.py::test_the_slots_are_filled_but_never_by_failures",
        _TROUBLE + "test_drips_do_not_fill_the_slots",
    ),
    "2 GiB part": (
        _CLIENT + "test_big_part_needs_little_memory",
        "tests/collector/test_driver.py::test_a_large_part_comes_in_through_several_commits",
    ),
    "client certificate wrong, expired, absent under TLS 1.3": (
        "tests/transfer/test_failures.py::test_no_client_certificate_is_a_refused_credential",
        "tests/transfer/test_failures.py::test_wrong_client_certificate_is_a_refused_credential",
        "tests/reference_front/test_channel.py::test_a_refused_certificate_is_told_so",
    ),
}
"""§2.3: the event of each line of its table, and what holds it."""

_KILLS = "tests/proof/kills/test_kills.py::test_a_kill_at_any_call_loses_and_doubles_nothing"
_POWER = "tests/proof/power/test_power.py::test_nothing_promised_is_lost"
_CUT_SCENARIOS = "tests/proof/power/test_power.py::test_what_is_killed_elsewhere_is_cut_here"
_DEATHS = "tests/proof/simulation/test_schedules.py::test_a_death_at_any_moment_loses_nothing"
_DOOR = "tests/proof/kills/test_kills.py::test_a_kill_amid_lock_keys_backup_and_purge_loses_and_reveals_nothing"
_FIRST_RUN = "tests/proof/power/test_power.py::test_a_first_run_that_was_killed_and_done_again"

CRASH_POINTS: dict[str, tuple[str, ...]] = {
    "before the list is handled": (_KILLS, _DEATHS),
    "after `first_seen`": (_KILLS, _POWER, _DEATHS),
    "between two chunk commits": (_KILLS, _POWER),
    "during the storing commit": (_KILLS, _POWER, _DEATHS),
    "after it, before read-back": (_KILLS, _POWER, _DEATHS),
    "during read-back": (_KILLS, _POWER, _DEATHS),
    "before, during, after the acknowledgement's request and its answer": (
        _KILLS,
        _POWER,
        _DEATHS,
        _ROADS + "test_a_cut_acknowledgement_destroys_nothing",
    ),
    "before, after the receipt's commit": (_KILLS, _POWER, _DEATHS),
    "during the first run": (_KILLS, _FIRST_RUN),
    "during intake": (
        _KILLS,
        _CUT_SCENARIOS,
        "tests/actions/test_intake.py::test_cut_anywhere_and_begun_again_nothing_is_lost_or_doubled",
    ),
    "during purge": (_DOOR, _CUT_SCENARIOS),
    "during erasing": (_KILLS, _POWER, _CUT_SCENARIOS),
    "during rekey": (
        _DOOR,
        _CUT_SCENARIOS,
        "tests/actions/test_rekey.py::test_cut_at_any_step_one_of_the_two_opens_it",
    ),
    "during migration": (_KILLS, _POWER, _CUT_SCENARIOS),
    "during backup": (_DOOR, _POWER, _CUT_SCENARIOS),
    "during audit anchoring, and the mark outside": (_DOOR, _KILLS, _CUT_SCENARIOS),
    "during a record of the mirror": (
        "tests/proof/mirror/test_lost_store.py::test_a_kill_at_any_moment_leaves_a_mirror_that_holds",
        "tests/proof/mirror/test_damage.py::test_every_cut",
    ),
    "found: an attempt without `stored_at`": (_KILLS, _POWER),
    "found: STORED": (_KILLS, _POWER),
    "found: VERIFIED, no receipt": (
        _ACK + "test_after_a_restart_the_verified_is_acknowledged_without_fetching",
        "tests/proof/keys/test_lost_wraps.py::test_after_a_restart_it_is_found_set_aside_and_fetched_again",
        _KILLS,
        _POWER,
    ),
    "found: ACKNOWLEDGED": (_KILLS, _POWER),
}
"""§2.2: each crash point, and each state found at a start."""

KILLED_IN: dict[str, tuple[str, ...]] = {
    "before the list is handled": ("one small", "fifty in a group"),
    "after `first_seen`": ("three bodies by slot", "a part is resumed"),
    "between two chunk commits": ("part of 40 MiB",),
    "during the storing commit": ("one small", "two groups"),
    "after it, before read-back": ("one small", "three bodies by slot"),
    "during read-back": ("fifty in a group", "part of 40 MiB"),
    "before, during, after the acknowledgement's request and its answer": (
        "receipts at once",
        "acknowledgements lost",
        "answers to them lost",
    ),
    "before, after the receipt's commit": ("receipts at once", "restart amid receipts"),
    "during the first run": ("first run with a key file", "first run with a recovery key"),
    "during intake": ("what came in becomes cases",),
    "during purge": (
        "a purge is carried out",
        "a purge epoch",
        "a purge epoch beside a mirror",
        "the journal's old months go",
    ),
    "during erasing": ("a foreign copy is erased", "a large foreign copy is erased"),
    "during rekey": (
        "the casebook is rekeyed",
        "a casebook is rekeyed by its keyring",
        "a casebook is rekeyed behind a passphrase",
    ),
    "during migration": ("a store of the first version is brought up", "both databases are copied"),
    "during backup": ("a backup is made, an old one goes", "a backup is put back", "only the casebook is put back"),
    "during audit anchoring, and the mark outside": ("heads are anchored", "the mark is noted"),
    "found: an attempt without `stored_at`": ("old attempts are swept",),
    "found: STORED": ("restart with a stored one",),
    "found: VERIFIED, no receipt": ("restart with a verified one", "receipts at once"),
    "found: ACKNOWLEDGED": ("the ledger closes", "restart amid receipts"),
}
"""§2.2: which scenarios of `tests/support/scenarios` pass by a crash point, so that the kills are there."""

_BACKING = "tests/storage/team/test_backing.py::"
_JOURNEY = "tests/journeys/test_team.py::"
_TAKEOVER = (
    "tests/journeys/test_takeover.py::test_whoever_dies_the_other_goes_on_in_time_and_nothing_is_lost_or_doubled"
)
_HISTORIES = "tests/proof/team/test_histories.py::test_no_history_loses_or_doubles_anything"

ON_A_SERVER: dict[str, tuple[str, ...]] = {
    "a connection ends at any statement, before COMMIT, or after one whose answer nobody heard": (
        _HISTORIES,
        _BACKING + "test_a_commit_whose_answer_never_came_is_unknown",
        "tests/actions/test_once.py::test_cut_at_every_word_a_note_is_written_once",
    ),
    "a commit of unknown outcome is looked up by its key": (
        "tests/actions/test_once.py::test_cut_at_every_word_a_note_is_written_once",
        "tests/actions/test_once.py::test_where_nobody_can_be_asked_the_outcome_is_unknown_and_said_so",
    ),
    "a commit that is on no standby": (
        _BACKING + "test_a_commit_that_no_standby_has_is_unknown",
        _BACKING + "test_a_commit_is_never_broken_off",
    ),
    "the server restarts": (
        _BACKING + "test_a_server_that_restarts_is_found_again",
        _JOURNEY + "test_a_server_that_restarts_costs_nothing",
    ),
    "the collector that leads dies": (
        _TAKEOVER,
        _JOURNEY + "test_the_next_collector_takes_over_at_death",
        "tests/storage/team/test_leader.py::test_the_next_takes_over_from_one_that_died",
    ),
    "two collectors, one store": (_JOURNEY + "test_two_collectors_run_and_one_leads", _HISTORIES, _TAKEOVER),
    "a server that could lose a commit": (
        "tests/storage/team/test_engine.py::test_a_server_that_could_lose_a_commit_is_refused",
        "tests/storage/team/test_engine.py::test_a_server_that_becomes_unsafe_is_refused_by_the_next_transaction",
    ),
    "a making or a migration that is cut": (
        "tests/proof/team/test_migrations.py::test_a_migration_that_is_cut_has_not_begun_and_is_done_by_the_same_command",
        "tests/storage/team/test_making.py::test_a_making_that_fails_leaves_nothing",
        "tests/storage/team/test_inbox.py::test_a_making_that_was_cut_is_taken_up",
        "tests/storage/team/test_casebook.py::test_a_making_that_was_cut_is_taken_up",
    ),
    "a desk is cut off, and comes back": (
        "tests/wiring/test_offline.py::test_cut_at_every_word_of_the_way_back_nothing_is_lost_and_nothing_twice",
        "tests/wiring/test_offline.py::test_a_window_that_is_killed_with_changes_waiting_loses_none",
    ),
    "a store is moved, and cut anywhere": (
        "tests/actions/test_move_store.py::test_cut_anywhere_one_store_at_most_collects",
    ),
}
"""The same two tables where the store is a team's, on PostgreSQL: what may happen to a connection, a server, a leader."""
