"""The functions by which swabs, voids and steps are written: see `sampling/sql`."""

from django.db import migrations

from fangxian.features.sampling import sql
from fangxian.kernel.db.row_security import APP

CLOSED = [f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC" for name in (*sql.INNER, *sql.DOORS)]
OPEN = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP}" for name in sql.DOORS]
GONE = [f"DROP FUNCTION {name}" for name in reversed((*sql.INNER, *sql.DOORS))]


class Migration(migrations.Migration):
    dependencies = [("sampling", "0002_row_security"), ("campaigns", "0005_sampling_rounds")]

    operations = [migrations.RunSQL([*sql.ALL, *CLOSED, *OPEN], GONE)]
