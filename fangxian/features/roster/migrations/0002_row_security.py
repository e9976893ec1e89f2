"""Responders where they live, work or stand; one's own row; changes of many by who made them. Units as told."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity

# The row repeats name and area of its unit; the database keeps them equal, also where no single role sees both.
UNIT_AS_TOLD = """
    ALTER TABLE roster_responder ADD CONSTRAINT responder_unit_as_told
    FOREIGN KEY (unit_id, unit_name, unit_area) REFERENCES orgs_unit (code, name, area) ON UPDATE CASCADE
"""


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_initial")]

    operations = [
        RowSecurity(
            "roster_responder",
            areas=("home_area", "unit_area", "posted_area"),
            own=(("account", "person"),),
        ),
        RowSecurity("roster_bulkchange"),
        RowSecurity("roster_bulkrow"),
        migrations.RunSQL(
            UNIT_AS_TOLD, "ALTER TABLE roster_responder DROP CONSTRAINT responder_unit_as_told"
        ),
    ]
