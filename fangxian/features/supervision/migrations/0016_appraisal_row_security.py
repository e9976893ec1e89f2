"""An appraisal is in sight where it was opened, to who leads people of it, and to each person for themselves."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

FROM, UNTIL = (f"current_setting('fangxian.scope_{end}', true)" for end in ("from", "until"))
ME = "nullif(current_setting('fangxian.responder', true), '')"
OWN = (("responder_id", "responder"),)
HERE = "a.code = appraisal_id AND a.incident = current_setting('fangxian.incident', true)"
STATE = f"(SELECT a.state FROM supervision_appraisal a WHERE {HERE})"  # noqa: S608 names are ours

# As with directives (0013): asked before "scope", by one look into an index.
TOLD = f"""
    CREATE POLICY appraised ON supervision_appraisal FOR SELECT TO {APP} USING (
        (SELECT true FROM supervision_appraised p WHERE p.appraisal_id = supervision_appraisal.code
             AND p.area >= {FROM} AND p.area < {UNTIL} ORDER BY p.area LIMIT 1)
        OR (SELECT true FROM supervision_appraised p WHERE p.appraisal_id = supervision_appraisal.code
             AND p.responder_id = {ME}::bigint ORDER BY p.id LIMIT 1)
    )
"""  # noqa: S608 names are ours
BANDS = f"""
    CREATE POLICY appraised ON supervision_band FOR SELECT TO {APP}
    USING (EXISTS (SELECT FROM supervision_appraisal a WHERE {HERE}))
"""  # noqa: S608 names are ours
# What was counted changes only while it is counted; what people wrote is added while it is not closed.
COUNTING = [
    f"CREATE POLICY while_counting_{verb.lower()} ON supervision_factline AS RESTRICTIVE FOR {verb} TO {APP} "
    f"{clause} ({STATE} = 'counting')"
    for verb, clause in (("INSERT", "WITH CHECK"), ("DELETE", "USING"))
]
WRITING = [
    f"CREATE POLICY while_open ON {table} AS RESTRICTIVE FOR INSERT TO {APP} "
    f"WITH CHECK ({STATE} IN ('counting', 'open'))"
    for table in ("supervision_appraisalnote", "supervision_reply")
]
OWN_REPLY = [
    f"CREATE POLICY reply_of_own ON supervision_reply FOR INSERT TO {APP} WITH CHECK (responder_id::text = {ME})",
    f"CREATE POLICY nobody_replies_for_others ON supervision_reply AS RESTRICTIVE FOR INSERT TO {APP} "
    f"WITH CHECK (responder_id::text = {ME})",
]
CLOSED = f"""
    REVOKE UPDATE ON supervision_factline FROM {APP};
    REVOKE UPDATE, DELETE ON supervision_appraisalnote, supervision_reply FROM {APP};
    REVOKE DELETE ON supervision_appraisal, supervision_appraised FROM {APP}
"""
OPEN = f"""
    GRANT UPDATE ON supervision_factline TO {APP};
    GRANT UPDATE, DELETE ON supervision_appraisalnote, supervision_reply TO {APP};
    GRANT DELETE ON supervision_appraisal, supervision_appraised TO {APP}
"""
UNDO = [
    "DROP POLICY appraised ON supervision_appraisal",
    "DROP POLICY appraised ON supervision_band",
    "DROP POLICY while_counting_insert ON supervision_factline",
    "DROP POLICY while_counting_delete ON supervision_factline",
    "DROP POLICY while_open ON supervision_appraisalnote",
    "DROP POLICY while_open ON supervision_reply",
    "DROP POLICY reply_of_own ON supervision_reply",
    "DROP POLICY nobody_replies_for_others ON supervision_reply",
    OPEN,
]


class Migration(migrations.Migration):
    dependencies = [("supervision", "0015_appraisal")]

    operations = [
        RowSecurity("supervision_appraisal"),
        RowSecurity("supervision_appraised", own=OWN),
        RowSecurity("supervision_band"),
        RowSecurity("supervision_factline", own=OWN),
        RowSecurity("supervision_appraisalnote", own=OWN),
        RowSecurity("supervision_reply", own=OWN),
        migrations.RunSQL([TOLD, BANDS, *COUNTING, *WRITING, *OWN_REPLY, CLOSED], UNDO),
    ]
