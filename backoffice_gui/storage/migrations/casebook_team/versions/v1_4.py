"""What came to a team's casebook with 1.4, slice by slice."""

from __future__ import annotations

from alembic import op

from backoffice_gui.storage.migrations import team_hidden, team_recovery, team_trace

revision = "1.4"
down_revision = "1.3"
branch_labels = None
depends_on = None

_SLICES = (team_recovery, team_trace, team_hidden)
"""In the order they are made: each has statements (`V1_4`), tables (`NAMES_1_4`) and functions (`FUNCTIONS_1_4`)."""


def upgrade() -> None:
    """Slice by slice, once no trigger asks for a column: a program of before left on its way down those it knew not."""
    _without_triggers()
    for each in _SLICES:
        for statement in each.V1_4:
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """The last first; triggers with their tables, and those that were said anew of columns whose type is said here.

    The planner's statistics stay as few as they are.
    """
    _without_triggers()
    for index in team_hidden.INDEXES_1_4:
        op.get_bind().exec_driver_sql(f"DROP INDEX {index}")
    for each in reversed(_SLICES):
        for table in reversed(each.NAMES_1_4):
            op.get_bind().exec_driver_sql(f"DROP TABLE {table}")
        for function in reversed(each.FUNCTIONS_1_4):
            op.get_bind().exec_driver_sql(f"DROP FUNCTION {function}")


def _without_triggers() -> None:
    """`rights.settle` says them anew."""
    for table in team_hidden.NONE:
        for said_anew in (f"guard_{table}_told", f"guard_{table}_taken_in", f"trace_{table}_declared"):
            op.get_bind().exec_driver_sql(f"DROP TRIGGER IF EXISTS {said_anew} ON {table}")
