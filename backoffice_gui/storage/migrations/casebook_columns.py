"""The columns of the widest tables as version 1.1 of the casebook made them; frozen once released."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

__all__ = ["of_case", "of_person"]

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def of_person() -> list[sa.Column[Any]]:
    """A person: what was declared last, and the keys it is found by."""
    return [
        sa.Column("person", ID, nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column(
            "applicant",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="FAMILY Given names, as last declared",
        ),
        sa.Column(
            "sort_key", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="French order (domain.names)"
        ),
        sa.Column("family_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("used_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("given_names", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="a JSON list"),
        sa.Column("sex", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("birth", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="as declared"),
        sa.Column("birth_place", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("birth_country", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("nationalities", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="a JSON list"),
        sa.Column("ofpra_number", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="as declared"),
        sa.Column("ofpra_key", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="normalised"),
        sa.Column("foreigner_number", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="as declared"),
        sa.Column("foreigner_key", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="normalised"),
        sa.Column("cases", sa.Integer(), server_default=sa.text("0"), nullable=False, comment="how many hang on it"),
        sa.Column("joined_to", ID, nullable=True, comment="the person that an agent says this one is"),
        sa.Column(
            "compared",
            sa.Boolean(),
            server_default=sa.text("0"),
            nullable=False,
            comment="with those who share a match key",
        ),
    ]


def of_case() -> list[sa.Column[Any]]:
    """A case: what came in, and where it stands."""
    return [*_what_came_in(), *_where_it_stands()]


def _what_came_in() -> list[sa.Column[Any]]:
    return [
        sa.Column("case", ID, nullable=False, comment="dense, in order of arrival"),
        sa.Column("number", sa.Text(), nullable=False, comment="what people say: DL-2026-000412"),
        sa.Column(
            "version", sa.Integer(), server_default=sa.text("1"), nullable=False, comment="rises with every change"
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "about",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="code words: certificate types, changed fields",
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("bucket", sa.SmallInteger(), nullable=False, comment="domain.cases.Bucket"),
        sa.Column("agent", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="the holder's login"),
        sa.Column("person", ID, nullable=True),
        sa.Column("applicant", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("sort_key", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("ofpra_number", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True, comment="a day, ISO; none while the clock stands still"),
        sa.Column(
            "days_left", sa.Integer(), nullable=True, comment="working days that were left when the clock was stopped"
        ),
        sa.Column("receipt_due_on", sa.Text(), nullable=True, comment="CRPA L. 112-11"),
        sa.Column("receipt_done_at", sa.Text(), nullable=True),
    ]


def _where_it_stands() -> list[sa.Column[Any]]:
    return [
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("parts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("badges", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unread", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "answer",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="the code words of what was answered",
        ),
        sa.Column(
            "comment", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="the person's own words"
        ),
        sa.Column(
            "delivery", sa.Text(), server_default=sa.text("('')"), nullable=False, comment="the address asked for, JSON"
        ),
        sa.Column("language", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("store_id", sa.Text(), nullable=True),
        sa.Column("inbox_row", ID, nullable=True, comment="the submission's row in the inbox"),
        sa.Column("origin", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("submission", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("digest", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "reader",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="the version of the reader that read it",
        ),
    ]
