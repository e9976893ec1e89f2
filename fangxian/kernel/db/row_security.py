"""The migration operation that puts a table under row-level security by area."""

from __future__ import annotations

from django.db.migrations.operations.base import Operation

APP, OWNER = "fangxian_app", "fangxian_owner"
_FROM = "current_setting('fangxian.scope_from', true)"
_UNTIL = "current_setting('fangxian.scope_until', true)"
# Unset or reset, the range is empty or NULL: with no acting charge nothing is visible.


def _in_scope(column: str) -> str:
    return f"({column} >= {_FROM} AND {column} < {_UNTIL})"


class RowSecurity(Operation):
    """
    Enable and force row-level security on a table.

    `areas` are the columns that hold area codes: a row is in sight if one of them lies in the acting
    charge's area. `own` maps a column to the setting (`person` or `responder`) that makes a row one's own,
    readable without any area. `incident` names the incident column, where the table has one.
    """

    reversible = True

    def __init__(
        self,
        table: str,
        areas: tuple[str, ...] = ("area",),
        own: tuple[tuple[str, str], ...] = (),
        incident: str = "",
    ) -> None:
        self.table, self.areas, self.own, self.incident = table, areas, own, incident

    def state_forwards(self, app_label, state) -> None:  # type: ignore[no-untyped-def]
        """Nothing of this is in Django's model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:  # type: ignore[no-untyped-def]
        scope = "(" + " OR ".join(_in_scope(column) for column in self.areas) + ")"
        if self.incident:
            scope += f" AND {self.incident} = current_setting('fangxian.incident', true)"
        table = schema_editor.quote_name(self.table)
        run = schema_editor.execute
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY scope ON {table} TO {APP} USING ({scope}) WITH CHECK ({scope})")
        run(f"CREATE POLICY owner ON {table} TO {OWNER} USING (true) WITH CHECK (true)")
        for column, setting in self.own:
            mine = f"{column}::text = nullif(current_setting('fangxian.{setting}', true), '')"
            run(f"CREATE POLICY own_{column} ON {table} FOR SELECT TO {APP} USING ({mine})")

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:  # type: ignore[no-untyped-def]
        table = schema_editor.quote_name(self.table)
        for policy in ["scope", "owner", *(f"own_{column}" for column, _setting in self.own)]:
            schema_editor.execute(f"DROP POLICY IF EXISTS {policy} ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Row-level security on {self.table}"
