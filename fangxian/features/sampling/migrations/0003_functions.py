"""The functions by which swabs, voids and steps are written: see `sampling/statements.py`."""

from django.db import migrations

from fangxian.features.sampling import statements
from fangxian.kernel.db.row_security import APP

CLOSED = [f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC" for name in (*statements.INNER, *statements.DOORS)]
OPEN = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP}" for name in statements.DOORS]
GONE = [f"DROP FUNCTION {name}" for name in reversed((*statements.INNER, *statements.DOORS))]


class Migration(migrations.Migration):
    dependencies = [("sampling", "0002_row_security"), ("campaigns", "0005_sampling_rounds")]

    operations = [migrations.RunSQL([*statements.ALL, *CLOSED, *OPEN], GONE)]
