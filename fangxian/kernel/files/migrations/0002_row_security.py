"""A kept file is in sight of who made it, while they act for its area; the console removes what is over."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, OWNER

TABLE = "files_keptfile"
IN_SCOPE = (
    "area >= current_setting('fangxian.scope_from', true)"
    " AND area < current_setting('fangxian.scope_until', true)"
)
OWN = f"person = nullif(current_setting('fangxian.person', true), '') AND {IN_SCOPE}"
OVER = f"current_setting('fangxian.role', true) = 'operator' AND expires_at <= now() AND {IN_SCOPE}"

FORWARDS = [
    f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY",
    f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY owner ON {TABLE} TO {OWNER} USING (true) WITH CHECK (true)",
    f"CREATE POLICY own ON {TABLE} TO {APP} USING ({OWN}) WITH CHECK ({OWN})",
    f"CREATE POLICY over_seen ON {TABLE} FOR SELECT TO {APP} USING ({OVER})",
    f"CREATE POLICY over_locked ON {TABLE} FOR UPDATE TO {APP} USING ({OVER}) WITH CHECK (false)",
    f"CREATE POLICY over_removed ON {TABLE} FOR DELETE TO {APP} USING ({OVER})",
]
BACKWARDS = [
    *(
        f"DROP POLICY {name} ON {TABLE}"
        for name in ("owner", "own", "over_seen", "over_locked", "over_removed")
    ),
    f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
