"""A directive is in sight where it was issued and to those it is for; a receipt there, and to its person."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

BOTH = ("area", "made_area")
ME = "nullif(current_setting('fangxian.responder', true), '')"

FROM, UNTIL = (f"current_setting('fangxian.scope_{end}', true)" for end in ("from", "until"))

# Asked again, by index, in 0013.
ADDRESSED = """
    CREATE POLICY with_receipt ON {table} FOR SELECT TO {app}
    USING (EXISTS (SELECT FROM supervision_receipt r
                   WHERE r.directive_id = {table}.{column}
                     AND (r.area >= {start} AND r.area < {until} OR r.responder_id::text = {me})))
"""
TABLES = {
    "supervision_directive": "code",
    "supervision_question": "directive_id",
    "supervision_attachment": "directive_id",
}
# A person may stand elsewhere than where their receipt counts: they still say how far they are with it.
OWN_STEPS = (
    f"CREATE POLICY step_of_own ON supervision_receipt FOR UPDATE TO {APP} USING (responder_id::text = {ME})"
)
OWN_ANSWERS = f"""
    CREATE POLICY with_own_receipt ON supervision_answer TO {APP}
    USING (EXISTS (SELECT FROM supervision_receipt r WHERE r.id = receipt_id AND r.responder_id::text = {ME}))
"""
OWN_TALLIES = [
    f"""
    CREATE POLICY with_own_receipt_{verb.lower()} ON supervision_tally FOR {verb} TO {APP}
    USING (EXISTS (SELECT FROM supervision_receipt r
                   WHERE r.directive_id = supervision_tally.directive_id AND r.area = supervision_tally.area
                     AND r.responder_id::text = {ME}))
    """
    for verb in ("SELECT", "UPDATE")
]
UNDO = [
    *(f"DROP POLICY with_receipt ON {table}" for table in TABLES),
    "DROP POLICY step_of_own ON supervision_receipt",
    "DROP POLICY with_own_receipt ON supervision_answer",
    "DROP POLICY with_own_receipt_select ON supervision_tally",
    "DROP POLICY with_own_receipt_update ON supervision_tally",
    f"GRANT UPDATE, DELETE ON supervision_reminder, supervision_attachment TO {APP}",
]


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_directives")]

    operations = [
        RowSecurity("supervision_directive"),
        RowSecurity("supervision_question"),
        RowSecurity("supervision_attachment"),
        RowSecurity("supervision_receipt", areas=BOTH, own=(("responder_id", "responder"),)),
        RowSecurity("supervision_tally", areas=BOTH),
        RowSecurity("supervision_answer", areas=BOTH),
        RowSecurity("supervision_reminder", areas=BOTH),
        migrations.RunSQL(
            [
                *(
                    ADDRESSED.format(table=table, column=column, app=APP, start=FROM, until=UNTIL, me=ME)
                    for table, column in TABLES.items()
                ),
                OWN_STEPS,
                OWN_ANSWERS,
                *OWN_TALLIES,
                f"REVOKE UPDATE, DELETE ON supervision_reminder, supervision_attachment FROM {APP}",
            ],
            UNDO,
        ),
    ]
