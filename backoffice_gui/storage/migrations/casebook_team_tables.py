"""The casebook's tables on a team's server: the same by name and meaning as in the embedded store.

Times are text that sorts as time, octets are BYTEA. A team's casebook begins at 1.3, so there is nothing older to come
from. What the embedded one reads out of each event is read out here by a function that takes anything; its search is a
`tsvector` of words that come folded already, without a language's configuration.
"""

from __future__ import annotations

__all__ = ["FUNCTIONS_1_3", "NAMES_1_3", "V1_3"]

_COMMENTS = (
    ("agent_code.code", "what stands for a login in `case_fact`"),
    ("audit.n", "dense, from the first that was not purged"),
    ("audit.event", "canonical JSON (audit.chain)"),
    ("audit.hash", "SHA-256(hash before, event)"),
    ("audit_boundary.upto", "events up to this one were purged"),
    ("audit_boundary.hash", "of that event: the chain goes on from it"),
    ("audit_key.n", "the highest signs"),
    ("audit_key.public", "Ed25519, 32 octets"),
    ("case_fact.what", "what a list can be narrowed by, packed (casebook.facts)"),
    ("case_fact.days", "minutes of receipt and closing, packed"),
    ("case_moved.n", "rises with every change; a case stands here once, by its last"),
    ("intake_mark.row", "every inbox row up to this one is a case, or is in `waiting`"),
    ("intake_mark.waiting", "a JSON list of rows not taken in yet"),
    ("last_number.name", "of a table whose numbers are never given twice"),
    ("last_number.last", "the highest that a purge has removed"),
    ("numbering.last", "the last number given; none is given twice"),
    ("person.applicant", "FAMILY Given names, as last declared"),
    ("person.sort_key", "French order (domain.names)"),
    ("person.given_names", "a JSON list"),
    ("person.birth", "as declared"),
    ("person.nationalities", "a JSON list"),
    ("person.ofpra_number", "as declared"),
    ("person.ofpra_key", "normalised"),
    ("person.foreigner_number", "as declared"),
    ("person.foreigner_key", "normalised"),
    ("person.cases", "how many hang on it"),
    ("person.joined_to", "the person that an agent says this one is"),
    ("person.compared", "with those who share a match key"),
    ("private_key.n", "the highest is the newest"),
    ("private_key.fingerprint", "of its public half"),
    ("purge.digest", "of the exact selection and its rules (domain.retention.digest_of)"),
    ("purge.rules", "JSON: the durations in force"),
    ("purge.ended_at", "carried out, or withdrawn"),
    ("purge.certificate", "JSON, without a word of a person"),
    ("purge_secret.key", "256 bits: what tombstones (n = 1) and searches (2) are hashed under"),
    ("recovery_key.sealed_master", "the master secret, sealed to this key"),
    ("saved_view.owner", "a login; empty: everybody's"),
    ("saved_view.query", "JSON: filter, sort, columns"),
    ("store_link.store_id", "an inbox whose keys are here"),
    ("tally.number", "kept by triggers: counts without counting"),
    ('cases."case"', "dense, in order of arrival"),
    ("cases.number", "what people say: DL-2026-000412"),
    ("cases.version", "rises with every change"),
    ("cases.about", "code words: certificate types, changed fields"),
    ("cases.bucket", "domain.cases.Bucket"),
    ("cases.agent", "the holder's login"),
    ("cases.due_on", "a day, ISO; none while the clock stands still"),
    ("cases.days_left", "working days that were left when the clock was stopped"),
    ("cases.receipt_due_on", "CRPA L. 112-11"),
    ("cases.answer", "the code words of what was answered"),
    ("cases.comment", "the person's own words"),
    ("cases.delivery", "the address asked for, JSON"),
    ("cases.inbox_row", "the submission's row in the inbox"),
    ("cases.reader", "the version of the reader that read it"),
    ("contact.field", "address, email, phone"),
    ("contact.value", "as declared; an address as JSON"),
    ("contact.key", "the compared form (domain.reach, domain.postal)"),
    ("contact.valid_from", "a day, ISO"),
    ("contact.entered_by", "a login, or `form`"),
    ("contact.replaces", "the line it ended"),
    ('identity."case"', "the case that declared it"),
    ("identity.form", "the identity as declared, JSON"),
    ("match_key.key", "a blocking key (domain.matching)"),
    ("purge_item.subject", "a case, or a row of the inbox"),
    ("purge_item.version", "the subject's, as it was seen"),
    ("purge_item.outcome", "done, or why it was left"),
    ('tombstone."case"', "its number in the store, given to no other"),
    ("tombstone.mark", "keyed hash of what the web calls the submission"),
    ("case_event.who", "a login, or `program`"),
    ("case_event.details", "JSON object of code words and values"),
    ("case_event.before", "JSON: what an undo puts back"),
    ("case_event.version", "the case's version after it"),
    ("case_event.undoes", "the event it takes back"),
    ("case_form.kind", "the kind that its manifest says"),
    ("case_form.octets", "part 0 as it came, at most 1 MiB; larger stays in the inbox"),
    ("certificate.event", "JSON: date, place, country, spouse, parents"),
    ("change.field", "address, email, phone"),
    ("change.before", "as the form says; an address as JSON"),
    ("change.key", "the compared form of `after` (domain.reach)"),
    ("change.valid_from", "from which day on, ISO"),
    ("hold.agent", "who holds it back: a login"),
    ("hold.until", "the last day, ISO"),
    ("proposal.other", "a case, or a person where `kind` is same_person"),
    ("proposal.reasons", "a JSON list of code words"),
)
"""For whoever looks at the tables without this program."""

_TABLES = (
    (
        "CREATE TABLE agent_code ( code BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, agent TEXT NOT NULL, "
        "CONSTRAINT pk_agent_code PRIMARY KEY (code), CONSTRAINT uq_agent_code_agent UNIQUE (agent) )"
    ),
    (
        "CREATE TABLE audit ( n BIGINT NOT NULL, event TEXT NOT NULL, hash BYTEA NOT NULL, CONSTRAINT pk_audit "
        "PRIMARY KEY (n) )"
    ),
    (
        "CREATE TABLE audit_boundary ( upto BIGINT NOT NULL, hash BYTEA NOT NULL, at TEXT NOT NULL, CONSTRAINT "
        "pk_audit_boundary PRIMARY KEY (upto) )"
    ),
    (
        "CREATE TABLE audit_key ( n BIGINT NOT NULL, public BYTEA NOT NULL, seed BYTEA NOT NULL, made_at TEXT NOT "
        "NULL, CONSTRAINT pk_audit_key PRIMARY KEY (n), CONSTRAINT uq_audit_key_public UNIQUE (public) )"
    ),
    (
        'CREATE TABLE case_fact ( "case" BIGINT NOT NULL, what BIGINT NOT NULL, days BIGINT NOT NULL, CONSTRAINT '
        'pk_case_fact PRIMARY KEY ("case") )'
    ),
    (
        'CREATE TABLE case_moved ( n BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, "case" BIGINT NOT NULL, '
        "CONSTRAINT pk_case_moved PRIMARY KEY (n) )"
    ),
    'CREATE INDEX ix_case_moved_case ON case_moved ("case")',
    (
        "CREATE TABLE intake_mark ( store_id TEXT NOT NULL, row BIGINT NOT NULL, waiting TEXT DEFAULT '[]' NOT NULL, "
        "reader INTEGER DEFAULT 0 NOT NULL, CONSTRAINT pk_intake_mark PRIMARY KEY (store_id) )"
    ),
    (
        "CREATE TABLE last_number ( name TEXT NOT NULL, last BIGINT NOT NULL, CONSTRAINT pk_last_number PRIMARY KEY "
        "(name) )"
    ),
    (
        "CREATE TABLE numbering ( year INTEGER NOT NULL, last INTEGER NOT NULL, CONSTRAINT pk_numbering PRIMARY KEY "
        "(year) )"
    ),
    (
        "CREATE TABLE person ( person BIGINT NOT NULL, made_at TEXT NOT NULL, applicant TEXT DEFAULT '' NOT NULL, "
        "sort_key TEXT DEFAULT '' NOT NULL, family_name TEXT DEFAULT '' NOT NULL, used_name TEXT DEFAULT '' NOT NULL, "
        "given_names TEXT DEFAULT '' NOT NULL, sex TEXT DEFAULT '' NOT NULL, birth TEXT DEFAULT '' NOT NULL, "
        "birth_place TEXT DEFAULT '' NOT NULL, birth_country TEXT DEFAULT '' NOT NULL, nationalities TEXT DEFAULT '' "
        "NOT NULL, ofpra_number TEXT DEFAULT '' NOT NULL, ofpra_key TEXT DEFAULT '' NOT NULL, foreigner_number TEXT "
        "DEFAULT '' NOT NULL, foreigner_key TEXT DEFAULT '' NOT NULL, cases INTEGER DEFAULT 0 NOT NULL, joined_to "
        "BIGINT, compared BOOLEAN DEFAULT false NOT NULL, CONSTRAINT pk_person PRIMARY KEY (person) )"
    ),
    "CREATE INDEX ix_person_compared ON person (compared) WHERE NOT compared",
    "CREATE INDEX ix_person_foreigner_key ON person (foreigner_key)",
    "CREATE INDEX ix_person_joined_to ON person (joined_to) WHERE joined_to IS NOT NULL",
    "CREATE INDEX ix_person_ofpra_key ON person (ofpra_key)",
    (
        "CREATE TABLE private_key ( n BIGINT NOT NULL, fingerprint TEXT NOT NULL, suite TEXT NOT NULL, seed BYTEA NOT "
        "NULL, made_at TEXT NOT NULL, CONSTRAINT pk_private_key PRIMARY KEY (n), CONSTRAINT "
        "uq_private_key_fingerprint UNIQUE (fingerprint) )"
    ),
    (
        "CREATE TABLE purge ( purge BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, requested_at TEXT NOT NULL, "
        "requester TEXT NOT NULL, digest TEXT NOT NULL, items INTEGER NOT NULL, rules TEXT NOT NULL, approver TEXT, "
        "approved_at TEXT, started_at TEXT, ended_at TEXT, withdrawn_by TEXT, certificate TEXT DEFAULT '' NOT NULL, "
        "CONSTRAINT pk_purge PRIMARY KEY (purge), CONSTRAINT ck_purge_two_people CHECK (approver IS NULL OR "
        "lower(trim(approver)) <> lower(trim(requester))), CONSTRAINT ck_purge_approved CHECK ((approver IS NULL) = "
        "(approved_at IS NULL)), CONSTRAINT ck_purge_started CHECK (started_at IS NULL OR approver IS NOT NULL) )"
    ),
    (
        "CREATE TABLE purge_secret ( n BIGINT NOT NULL, key BYTEA NOT NULL, made_at TEXT NOT NULL, CONSTRAINT "
        "pk_purge_secret PRIMARY KEY (n) )"
    ),
    (
        "CREATE TABLE recovery_key ( n BIGINT NOT NULL, suite TEXT NOT NULL, public BYTEA NOT NULL, sealed_master "
        "BYTEA NOT NULL, made_at TEXT NOT NULL, CONSTRAINT pk_recovery_key PRIMARY KEY (n) )"
    ),
    (
        "CREATE TABLE saved_view ( view BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, owner TEXT NOT NULL, name "
        "TEXT NOT NULL, query TEXT NOT NULL, position INTEGER DEFAULT 0 NOT NULL, CONSTRAINT pk_saved_view PRIMARY "
        "KEY (view), CONSTRAINT uq_saved_view_owner_name UNIQUE (owner, name) )"
    ),
    (
        "CREATE TABLE store_link ( store_id TEXT NOT NULL, at TEXT NOT NULL, CONSTRAINT pk_store_link PRIMARY KEY "
        "(store_id) )"
    ),
    (
        "CREATE TABLE tally ( bucket SMALLINT NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL, agent TEXT NOT NULL, "
        "number INTEGER NOT NULL, CONSTRAINT pk_tally PRIMARY KEY (bucket, state, kind, agent) )"
    ),
    (
        'CREATE TABLE cases ( "case" BIGINT NOT NULL, number TEXT NOT NULL, version INTEGER DEFAULT 1 NOT NULL, kind '
        "TEXT NOT NULL, about TEXT DEFAULT '' NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, bucket SMALLINT "
        "NOT NULL, agent TEXT DEFAULT '' NOT NULL, person BIGINT, applicant TEXT DEFAULT '' NOT NULL, sort_key TEXT "
        "DEFAULT '' NOT NULL, ofpra_number TEXT DEFAULT '' NOT NULL, received_at TEXT NOT NULL, due_on TEXT, "
        "days_left INTEGER, receipt_due_on TEXT, receipt_done_at TEXT, closed_at TEXT, parts INTEGER DEFAULT 0 NOT "
        "NULL, badges INTEGER DEFAULT 0 NOT NULL, unread BOOLEAN DEFAULT true NOT NULL, answer TEXT DEFAULT '' NOT "
        "NULL, comment TEXT DEFAULT '' NOT NULL, delivery TEXT DEFAULT '' NOT NULL, language TEXT DEFAULT '' NOT "
        "NULL, store_id TEXT, inbox_row BIGINT, origin TEXT DEFAULT '' NOT NULL, submission TEXT DEFAULT '' NOT NULL, "
        "digest TEXT DEFAULT '' NOT NULL, reader INTEGER DEFAULT 0 NOT NULL, CONSTRAINT pk_cases PRIMARY KEY "
        '("case"), CONSTRAINT uq_cases_number UNIQUE (number), CONSTRAINT fk_cases_person FOREIGN KEY(person) '
        "REFERENCES person (person) )"
    ),
    'CREATE INDEX ix_cases_agent_bucket_due_on ON cases (agent, bucket, due_on, "case")',
    'CREATE INDEX ix_cases_bucket_case ON cases (bucket, "case")',
    'CREATE INDEX ix_cases_bucket_closed_at ON cases (bucket, closed_at, "case")',
    'CREATE INDEX ix_cases_bucket_due_on ON cases (bucket, due_on, "case")',
    'CREATE INDEX ix_cases_done ON cases (bucket, closed_at DESC NULLS LAST, "case" DESC)',
    "CREATE INDEX ix_cases_inbox_row ON cases (store_id, inbox_row)",
    (
        "CREATE UNIQUE INDEX ix_cases_origin_submission_digest ON cases (origin, submission, digest) WHERE "
        "submission <> ''"
    ),
    "CREATE INDEX ix_cases_person ON cases (person)",
    'CREATE INDEX ix_cases_sort_key ON cases (sort_key, "case", bucket)',
    "CREATE INDEX ix_cases_submission ON cases (submission)",
    (
        "CREATE TABLE contact ( contact BIGINT NOT NULL, person BIGINT NOT NULL, field TEXT NOT NULL, value TEXT NOT "
        'NULL, key TEXT NOT NULL, valid_from TEXT, received_at TEXT NOT NULL, entered_by TEXT NOT NULL, "case" '
        "BIGINT, replaces BIGINT, CONSTRAINT pk_contact PRIMARY KEY (contact), CONSTRAINT fk_contact_person FOREIGN "
        "KEY(person) REFERENCES person (person) )"
    ),
    "CREATE INDEX ix_contact_field_key ON contact (field, key)",
    "CREATE INDEX ix_contact_person ON contact (person)",
    "CREATE INDEX ix_contact_replaces ON contact (replaces) WHERE replaces IS NOT NULL",
    (
        "CREATE TABLE identity ( identity BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, person BIGINT NOT NULL, "
        '"case" BIGINT, declared_at TEXT NOT NULL, form TEXT NOT NULL, CONSTRAINT pk_identity PRIMARY KEY (identity), '
        "CONSTRAINT fk_identity_person FOREIGN KEY(person) REFERENCES person (person) )"
    ),
    "CREATE INDEX ix_identity_person ON identity (person)",
    (
        "CREATE TABLE match_key ( key TEXT NOT NULL, person BIGINT NOT NULL, CONSTRAINT pk_match_key PRIMARY KEY "
        "(key, person), CONSTRAINT fk_match_key_person FOREIGN KEY(person) REFERENCES person (person) )"
    ),
    "CREATE INDEX ix_match_key_person ON match_key (person)",
    (
        "CREATE TABLE purge_item ( purge BIGINT NOT NULL, category TEXT NOT NULL, subject BIGINT NOT NULL, version "
        "BIGINT NOT NULL, outcome TEXT DEFAULT '' NOT NULL, CONSTRAINT pk_purge_item PRIMARY KEY (purge, category, "
        "subject), CONSTRAINT fk_purge_item_purge FOREIGN KEY(purge) REFERENCES purge (purge) )"
    ),
    "CREATE INDEX ix_purge_item_subject_category ON purge_item (subject, category)",
    (
        "CREATE TABLE tombstone ( tombstone BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, purge BIGINT NOT NULL, "
        'category TEXT NOT NULL, "case" BIGINT, mark TEXT NOT NULL, at TEXT NOT NULL, CONSTRAINT pk_tombstone PRIMARY '
        "KEY (tombstone), CONSTRAINT fk_tombstone_purge FOREIGN KEY(purge) REFERENCES purge (purge) )"
    ),
    'CREATE INDEX ix_tombstone_case_category ON tombstone ("case", category)',
    "CREATE INDEX ix_tombstone_mark ON tombstone (mark)",
    (
        'CREATE TABLE case_event ( event BIGINT NOT NULL, "case" BIGINT NOT NULL, at TEXT NOT NULL, who TEXT NOT '
        "NULL, name TEXT NOT NULL, details TEXT DEFAULT '' NOT NULL, before TEXT DEFAULT '' NOT NULL, version INTEGER "
        "NOT NULL, undoes BIGINT, CONSTRAINT pk_case_event PRIMARY KEY (event), CONSTRAINT fk_case_event_case FOREIGN "
        'KEY("case") REFERENCES cases ("case") )'
    ),
    'CREATE INDEX ix_case_event_case ON case_event ("case")',
    (
        'CREATE TABLE case_form ( "case" BIGINT NOT NULL, kind TEXT NOT NULL, octets BYTEA, CONSTRAINT pk_case_form '
        'PRIMARY KEY ("case"), CONSTRAINT fk_case_form_case FOREIGN KEY("case") REFERENCES cases ("case") )'
    ),
    (
        "CREATE TABLE certificate ( \"case\" BIGINT NOT NULL, n INTEGER NOT NULL, type TEXT DEFAULT '' NOT NULL, form "
        "TEXT DEFAULT '' NOT NULL, copies TEXT DEFAULT '' NOT NULL, event TEXT DEFAULT '' NOT NULL, answer TEXT "
        "DEFAULT '' NOT NULL, reason TEXT DEFAULT '' NOT NULL, answered_at TEXT, CONSTRAINT pk_certificate PRIMARY "
        'KEY ("case", n), CONSTRAINT fk_certificate_case FOREIGN KEY("case") REFERENCES cases ("case") )'
    ),
    (
        "CREATE TABLE change ( \"case\" BIGINT NOT NULL, field TEXT NOT NULL, before TEXT DEFAULT '' NOT NULL, after "
        "TEXT DEFAULT '' NOT NULL, key TEXT DEFAULT '' NOT NULL, valid_from TEXT, decision TEXT DEFAULT '' NOT NULL, "
        "reason TEXT DEFAULT '' NOT NULL, decided_at TEXT, CONSTRAINT pk_change PRIMARY KEY (\"case\", field), "
        'CONSTRAINT fk_change_case FOREIGN KEY("case") REFERENCES cases ("case") )'
    ),
    "CREATE INDEX ix_change_field_key ON change (field, key)",
    (
        'CREATE TABLE draft ( "case" BIGINT NOT NULL, agent TEXT NOT NULL, what TEXT NOT NULL, text TEXT NOT NULL, '
        'saved_at TEXT NOT NULL, CONSTRAINT pk_draft PRIMARY KEY ("case", agent, what), CONSTRAINT fk_draft_case '
        'FOREIGN KEY("case") REFERENCES cases ("case") )'
    ),
    (
        'CREATE TABLE hold ( hold BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL, "case" BIGINT NOT NULL, agent '
        "TEXT NOT NULL, reason TEXT NOT NULL, until TEXT NOT NULL, made_at TEXT NOT NULL, ended_at TEXT, ended_by "
        'TEXT, CONSTRAINT pk_hold PRIMARY KEY (hold), CONSTRAINT fk_hold_case FOREIGN KEY("case") REFERENCES cases '
        '("case") )'
    ),
    'CREATE INDEX ix_hold_case ON hold ("case")',
    (
        'CREATE TABLE note ( note BIGINT NOT NULL, "case" BIGINT NOT NULL, at TEXT NOT NULL, agent TEXT NOT NULL, '
        'text TEXT NOT NULL, CONSTRAINT pk_note PRIMARY KEY (note), CONSTRAINT fk_note_case FOREIGN KEY("case") '
        'REFERENCES cases ("case") )'
    ),
    'CREATE INDEX ix_note_case ON note ("case")',
    (
        'CREATE TABLE proposal ( "case" BIGINT NOT NULL, other BIGINT NOT NULL, kind TEXT NOT NULL, score INTEGER NOT '
        "NULL, reasons TEXT NOT NULL, made_at TEXT NOT NULL, dismissed_at TEXT, CONSTRAINT pk_proposal PRIMARY KEY "
        '("case", other, kind), CONSTRAINT fk_proposal_case FOREIGN KEY("case") REFERENCES cases ("case") )'
    ),
    "CREATE INDEX ix_proposal_other ON proposal (other)",
)
_READ_OUT = (
    (
        "CREATE FUNCTION audit_word(event TEXT, VARIADIC path TEXT[]) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE "
        "PARALLEL SAFE AS $read$ BEGIN RETURN event::json #>> path; EXCEPTION WHEN data_exception THEN RETURN NULL; "
        "END $read$"
    ),
    "ALTER TABLE audit ADD COLUMN subject TEXT GENERATED ALWAYS AS (audit_word(event, 'object')) STORED",
    "ALTER TABLE audit ADD COLUMN verb TEXT GENERATED ALWAYS AS (audit_word(event, 'verb')) STORED",
    "ALTER TABLE audit ADD COLUMN agent TEXT GENERATED ALWAYS AS (audit_word(event, 'details', 'agent')) STORED",
    "ALTER TABLE audit ADD COLUMN hour TEXT GENERATED ALWAYS AS (substr(audit_word(event, 'at'), 1, 13)) STORED",
    "CREATE INDEX ix_audit_subject ON audit (subject)",
    "CREATE INDEX ix_audit_verb ON audit (verb)",
    "CREATE INDEX ix_audit_agent_verb ON audit (agent, verb)",
    "CREATE INDEX ix_audit_hour ON audit (hour)",
)
"""What the journal is narrowed by; an event that is no JSON has none of it."""

_SEARCH = (
    (
        'CREATE TABLE case_search ( "case" BIGINT NOT NULL, words TSVECTOR NOT NULL, CONSTRAINT pk_case_search '
        'PRIMARY KEY ("case") )'
    ),
    "CREATE INDEX ix_case_search_words ON case_search USING gin (words) WITH (fastupdate = off)",
)
"""A search never has to look through words that were not sorted in yet."""

V1_3 = (
    *_TABLES,
    *_READ_OUT,
    *_SEARCH,
    *("COMMENT ON COLUMN {} IS '{}'".format(column, said.replace("'", "''")) for column, said in _COMMENTS),
)
"""In the order they are made."""

NAMES_1_3 = tuple(statement.split(" ", 3)[2] for statement in V1_3 if statement.startswith("CREATE TABLE"))
FUNCTIONS_1_3 = ("audit_word",)
