"""Migrations: how the schema of each database came to be, revision by revision, from the first table.

`inbox/versions` and `casebook/versions` hold the revisions; one is named by the schema's version
(`major.minor`). Primitives: `run.upgrade`, `run.downgrade`, `run.differences` (models against
migrations). `*_guards` are SQLite's triggers, frozen by version. A revision, once released, is
never edited. Loaded only when a schema is old or absent: importing Alembic costs 0.3 s.
"""
