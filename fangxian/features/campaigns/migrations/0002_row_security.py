"""Campaigns by area, and, to look at only, those of the areas above; targets where their grid is."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

UPWARD = f"""
    CREATE POLICY upward ON campaigns_campaign FOR SELECT TO {APP}
    USING (area <> '' AND starts_with(current_setting('fangxian.scope_from', true), area)
           AND incident = current_setting('fangxian.incident', true))
"""
# Room on each page for the new version of a row beside the old one: what makes an update a HOT one.
ROOM = """
    ALTER TABLE campaigns_target SET (fillfactor = 75);
    ALTER TABLE campaigns_coverage SET (fillfactor = 50);
    ALTER TABLE campaigns_pace SET (fillfactor = 70)
"""
NO_ROOM = """
    ALTER TABLE campaigns_target RESET (fillfactor);
    ALTER TABLE campaigns_coverage RESET (fillfactor);
    ALTER TABLE campaigns_pace RESET (fillfactor)
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        RowSecurity("campaigns_campaign", incident="incident"),
        migrations.RunSQL(UPWARD, "DROP POLICY upward ON campaigns_campaign"),
        RowSecurity("campaigns_target"),
        RowSecurity("campaigns_coverage"),
        RowSecurity("campaigns_pace"),
        migrations.RunSQL(ROOM, NO_ROOM),
    ]
