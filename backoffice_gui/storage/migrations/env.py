"""Alembic's door: it gets an open connection, in a transaction, and makes none of its own."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
