"""Reports and readings by area and incident; a reading that was frozen is never changed or removed."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        RowSecurity("privacy_reading", incident="incident"),
        RowSecurity("privacy_readingsreport", incident="incident"),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON privacy_reading FROM {APP}",
            f"GRANT UPDATE, DELETE ON privacy_reading TO {APP}",
        ),
    ]
