"""Units by their area."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]

    operations = [RowSecurity("orgs_unit")]
