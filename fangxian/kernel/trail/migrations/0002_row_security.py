"""The trail grows and is read, never changed: by privilege and by policy."""

from django.db import migrations

from fangxian.kernel.db.addresses import AUDITOR
from fangxian.kernel.db.row_security import APP, OWNER

TABLE = "trail_entry"
IN_SCOPE = "area >= current_setting('fangxian.scope_from', true) AND area < current_setting('fangxian.scope_until', true)"
ACTING = "coalesce(current_setting('fangxian.person', true), '')"

FORWARDS = [
    f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY",
    f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY owner ON {TABLE} TO {OWNER} USING (true) WITH CHECK (true)",
    f"CREATE POLICY append ON {TABLE} FOR INSERT TO {APP} WITH CHECK (person = {ACTING})",
    f"CREATE POLICY scope ON {TABLE} FOR SELECT TO {APP} USING ({IN_SCOPE})",
    f"CREATE POLICY own_person ON {TABLE} FOR SELECT TO {APP} USING (person = nullif({ACTING}, ''))",
    f"CREATE POLICY audit ON {TABLE} FOR SELECT TO {AUDITOR} USING (true)",
    f"REVOKE ALL ON {TABLE} FROM {APP}",
    f"GRANT SELECT, INSERT ON {TABLE} TO {APP}",
    f"GRANT SELECT ON {TABLE} TO {AUDITOR}",
]
BACKWARDS = [
    *(f"DROP POLICY {policy} ON {TABLE}" for policy in ("owner", "append", "scope", "own_person", "audit")),
    f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY",
    f"REVOKE ALL ON {TABLE} FROM {AUDITOR}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO {APP}",
]


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
