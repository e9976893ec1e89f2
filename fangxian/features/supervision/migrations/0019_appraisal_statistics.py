"""Whoever counts an appraisal of many may have the server look at its tables again: a whole round is new."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP

TABLES = "supervision_appraised, supervision_factline"


class Migration(migrations.Migration):
    dependencies = [("supervision", "0018_looked_at")]

    operations = [
        migrations.RunSQL(f"GRANT MAINTAIN ON {TABLES} TO {APP}", f"REVOKE MAINTAIN ON {TABLES} FROM {APP}"),
    ]
