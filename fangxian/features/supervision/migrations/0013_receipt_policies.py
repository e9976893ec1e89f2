"""Where a policy asks for a receipt, it is found by index, also among a hundred thousand."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP

FROM, UNTIL = (f"current_setting('fangxian.scope_{end}', true)" for end in ("from", "until"))
ME = "nullif(current_setting('fangxian.responder', true), '')::bigint"

# PostgreSQL asks policies in the reverse order of their names: these come before "scope", so are asked last.
# A scalar subquery with an order is never hashed: one look into an index a row, always.
HERE = f"""
    (SELECT true FROM supervision_receipt r
     WHERE r.directive_id = {{directive}} AND r.area >= {FROM} AND r.area < {UNTIL} ORDER BY r.area LIMIT 1)
"""  # noqa: S608 names are ours
MINE = f"""
    (SELECT true FROM supervision_receipt r
     WHERE r.responder_id = {ME} AND r.directive_id = {{directive}} {{more}} ORDER BY r.directive_id LIMIT 1)
"""  # noqa: S608 names are ours
TABLES = {
    "supervision_directive": "code",
    "supervision_question": "directive_id",
    "supervision_attachment": "directive_id",
}


def with_receipt(table: str, column: str) -> list[str]:
    """A directive, and what hangs on it, is in sight of those who have a receipt of it."""
    directive = f"{table}.{column}"
    mine = MINE.format(directive=directive, more="")
    return [
        f"DROP POLICY with_receipt ON {table}",
        f"CREATE POLICY addressed ON {table} FOR SELECT TO {APP}"
        f" USING ({HERE.format(directive=directive)} OR {mine})",
    ]


def own_tally(verb: str) -> list[str]:
    """Whoever has a receipt that counts in another area than theirs still counts there."""
    table, old, name = "supervision_tally", f"with_own_receipt_{verb.lower()}", f"own_receipt_{verb.lower()}"
    mine = MINE.format(directive=f"{table}.directive_id", more=f"AND r.area = {table}.area")
    return [
        f"DROP POLICY {old} ON {table}",
        f"CREATE POLICY {name} ON {table} FOR {verb} TO {APP} USING ({mine})",
    ]


FORWARDS = [
    *(statement for table, column in TABLES.items() for statement in with_receipt(table, column)),
    *(statement for verb in ("SELECT", "UPDATE") for statement in own_tally(verb)),
]


class Migration(migrations.Migration):
    dependencies = [("supervision", "0012_receipt_indexes")]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
