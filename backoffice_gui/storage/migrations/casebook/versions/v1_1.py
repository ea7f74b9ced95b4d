"""The caseload: persons, cases, and all that hangs on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backoffice_gui.storage.migrations import casebook_columns, casebook_guards

revision = "1.1"
down_revision = "1.0"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Tables in the order of their references, then the guards."""
    _intake_mark()
    _numbering()
    _person()
    _saved_view()
    _tally()
    _cases()
    _case_form()
    _contact()
    _identity()
    _match_key()
    _case_event()
    _certificate()
    _change()
    _draft()
    _note()
    _proposal()
    _lists()
    for statement in casebook_guards.V1_1:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Everything goes; the guards with their tables."""
    for name in casebook_guards.NAMES_1_1:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    for table in (
        "case_search",
        "case_moved",
        "case_fact",
        "agent_code",
        "proposal",
        "note",
        "draft",
        "change",
        "certificate",
        "case_event",
        "match_key",
        "identity",
        "contact",
        "case_form",
        "cases",
        "tally",
        "saved_view",
        "person",
        "numbering",
        "intake_mark",
    ):
        op.drop_table(table)


def _intake_mark() -> None:
    op.create_table(
        "intake_mark",
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("row", ID, nullable=False, comment="every inbox row up to this one is a case, or is in `waiting`"),
        sa.Column(
            "waiting",
            sa.Text(),
            server_default=sa.text("'[]'"),
            nullable=False,
            comment="a JSON list of rows not taken in yet",
        ),
        sa.Column("reader", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("store_id", name="pk_intake_mark"),
    )


def _numbering() -> None:
    op.create_table(
        "numbering",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False, comment="the last number given; none is given twice"),
        sa.PrimaryKeyConstraint("year", name="pk_numbering"),
    )


def _person() -> None:
    op.create_table("person", *casebook_columns.of_person(), sa.PrimaryKeyConstraint("person", name="pk_person"))
    op.create_index("ix_person_compared", "person", ["compared"], unique=False, sqlite_where=sa.text("compared = 0"))
    op.create_index("ix_person_foreigner_key", "person", ["foreigner_key"], unique=False)
    op.create_index(
        "ix_person_joined_to", "person", ["joined_to"], unique=False, sqlite_where=sa.text("joined_to IS NOT NULL")
    )
    op.create_index("ix_person_ofpra_key", "person", ["ofpra_key"], unique=False)


def _saved_view() -> None:
    op.create_table(
        "saved_view",
        sa.Column("view", ID, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False, comment="a login; empty: everybody's"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False, comment="JSON: filter, sort, columns"),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("view", name="pk_saved_view"),
        sa.UniqueConstraint("owner", "name", name="uq_saved_view_owner_name"),
    )


def _tally() -> None:
    op.create_table(
        "tally",
        sa.Column("bucket", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="kept by triggers: counts without counting"),
        sa.PrimaryKeyConstraint("bucket", "state", "kind", "agent", name="pk_tally"),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        *casebook_columns.of_case(),
        sa.ForeignKeyConstraint(["person"], ["person.person"], name="fk_cases_person"),
        sa.PrimaryKeyConstraint("case", name="pk_cases"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index(
        "ix_cases_origin_submission_digest",
        "cases",
        ["origin", "submission", "digest"],
        unique=True,
        sqlite_where=sa.text("submission <> ''"),
    )
    op.create_index("ix_cases_agent_bucket_due_on", "cases", ["agent", "bucket", "due_on", "case"], unique=False)
    op.create_index("ix_cases_bucket_case", "cases", ["bucket", "case"], unique=False)
    op.create_index("ix_cases_bucket_due_on", "cases", ["bucket", "due_on", "case"], unique=False)
    op.create_index("ix_cases_inbox_row", "cases", ["store_id", "inbox_row"], unique=False)
    op.create_index("ix_cases_person", "cases", ["person"], unique=False)
    op.create_index("ix_cases_sort_key", "cases", ["sort_key", "case", "bucket"], unique=False)
    op.create_index("ix_cases_bucket_closed_at", "cases", ["bucket", "closed_at", "case"], unique=False)
    op.create_index("ix_cases_submission", "cases", ["submission"], unique=False)


def _case_form() -> None:
    op.create_table(
        "case_form",
        sa.Column("case", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="the kind that its manifest says"),
        sa.Column(
            "octets",
            sa.LargeBinary(),
            nullable=True,
            comment="part 0 as it came, at most 1 MiB; larger stays in the inbox",
        ),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_case_form_case"),
        sa.PrimaryKeyConstraint("case", name="pk_case_form"),
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("contact", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False, comment="address, email, phone"),
        sa.Column("value", sa.Text(), nullable=False, comment="as declared; an address as JSON"),
        sa.Column("key", sa.Text(), nullable=False, comment="the compared form (domain.reach, domain.postal)"),
        sa.Column("valid_from", sa.Text(), nullable=True, comment="a day, ISO"),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False, comment="a login, or `form`"),
        sa.Column("case", ID, nullable=True),
        sa.Column("replaces", ID, nullable=True, comment="the line it ended"),
        sa.ForeignKeyConstraint(["person"], ["person.person"], name="fk_contact_person"),
        sa.PrimaryKeyConstraint("contact", name="pk_contact"),
    )
    op.create_index("ix_contact_field_key", "contact", ["field", "key"], unique=False)
    op.create_index("ix_contact_person", "contact", ["person"], unique=False)
    op.create_index(
        "ix_contact_replaces", "contact", ["replaces"], unique=False, sqlite_where=sa.text("replaces IS NOT NULL")
    )


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("identity", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("case", ID, nullable=True, comment="the case that declared it"),
        sa.Column("declared_at", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False, comment="the identity as declared, JSON"),
        sa.ForeignKeyConstraint(["person"], ["person.person"], name="fk_identity_person"),
        sa.PrimaryKeyConstraint("identity", name="pk_identity"),
    )
    op.create_index("ix_identity_person", "identity", ["person"], unique=False)


def _match_key() -> None:
    op.create_table(
        "match_key",
        sa.Column("key", sa.Text(), nullable=False, comment="a blocking key (domain.matching)"),
        sa.Column("person", ID, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.person"], name="fk_match_key_person"),
        sa.PrimaryKeyConstraint("key", "person", name="pk_match_key"),
    )


def _case_event() -> None:
    op.create_table(
        "case_event",
        sa.Column("event", ID, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False, comment="a login, or `program`"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "details",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="JSON object of code words and values",
        ),
        sa.Column(
            "before", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="JSON: what an undo puts back"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="the case's version after it"),
        sa.Column("undoes", ID, nullable=True, comment="the event it takes back"),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_case_event_case"),
        sa.PrimaryKeyConstraint("event", name="pk_case_event"),
    )
    op.create_index("ix_case_event_case", "case_event", ["case"], unique=False)


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("case", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("form", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("copies", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "event",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="JSON: date, place, country, spouse, parents",
        ),
        sa.Column("answer", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_certificate_case"),
        sa.PrimaryKeyConstraint("case", "n", name="pk_certificate"),
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("case", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False, comment="address, email, phone"),
        sa.Column(
            "before",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="as the form says; an address as JSON",
        ),
        sa.Column("after", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "key",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="the compared form of `after` (domain.reach)",
        ),
        sa.Column("valid_from", sa.Text(), nullable=True, comment="from which day on, ISO"),
        sa.Column("decision", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_change_case"),
        sa.PrimaryKeyConstraint("case", "field", name="pk_change"),
    )
    op.create_index("ix_change_field_key", "change", ["field", "key"], unique=False)


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("case", ID, nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_draft_case"),
        sa.PrimaryKeyConstraint("case", "agent", "what", name="pk_draft"),
    )


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("note", ID, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_note_case"),
        sa.PrimaryKeyConstraint("note", name="pk_note"),
    )
    op.create_index("ix_note_case", "note", ["case"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("case", ID, nullable=False),
        sa.Column("other", ID, nullable=False, comment="a case, or a person where `kind` is same_person"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False, comment="a JSON list of code words"),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("dismissed_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.case"], name="fk_proposal_case"),
        sa.PrimaryKeyConstraint("case", "other", "kind", name="pk_proposal"),
    )


def _lists() -> None:
    op.create_table(
        "agent_code",
        sa.Column("code", ID, nullable=False, comment="what stands for a login in `case_fact`"),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_agent_code"),
        sa.UniqueConstraint("agent", name="uq_agent_code_agent"),
    )
    op.create_table(
        "case_fact",
        sa.Column("case", ID, nullable=False),
        sa.Column(
            "what",
            sa.BigInteger(),
            nullable=False,
            comment="what a list can be narrowed by, packed (casebook.facts)",
        ),
        sa.Column("days", sa.BigInteger(), nullable=False, comment="minutes of receipt and closing, packed"),
        sa.PrimaryKeyConstraint("case", name="pk_case_fact"),
    )
    op.create_table(
        "case_moved",
        sa.Column("n", ID, nullable=False, comment="rises with every change; a case stands here once, by its last"),
        sa.Column("case", ID, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_case_moved"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_moved_case", "case_moved", ["case"], unique=False)
    op.execute(sa.text(casebook_guards.SEARCH_1_1))
