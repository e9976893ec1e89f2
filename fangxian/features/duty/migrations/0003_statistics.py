"""Whoever publishes a plan may have the server look at the tables again: what is live has changed whole."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP

TABLES = "duty_post, duty_posting, duty_gap"


class Migration(migrations.Migration):
    dependencies = [("duty", "0002_row_security")]

    operations = [
        migrations.RunSQL(f"GRANT MAINTAIN ON {TABLES} TO {APP}", f"REVOKE MAINTAIN ON {TABLES} FROM {APP}"),
    ]
