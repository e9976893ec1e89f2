"""An incident is in sight of those whose area holds its area, and of all who act in it."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [RowSecurity("incidents_incident", own=(("code", "incident"),))]
