"""Everything of territory by area; the register of one incident is out of sight of another's."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]

    operations = [
        RowSecurity("territory_area", areas=("code",)),
        RowSecurity("territory_areaversion"),
        RowSecurity("territory_household", incident="incident"),
        RowSecurity("territory_resident", incident="incident"),
        RowSecurity("territory_headcount", incident="incident"),
    ]
