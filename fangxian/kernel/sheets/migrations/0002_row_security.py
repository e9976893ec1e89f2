"""An upload is in sight of those whose area holds the area of whoever handed it in."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_initial")]

    operations = [RowSecurity("sheets_upload", incident="incident")]
