"""Charges by area; one's own as holder or deputy; and, to look at only, who answers for the areas above."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

UPWARD = f"""
    CREATE POLICY upward ON charges_charge FOR SELECT TO {APP}
    USING (leads AND area <> '' AND starts_with(current_setting('fangxian.scope_from', true), area))
"""


class Migration(migrations.Migration):
    dependencies = [("charges", "0001_initial")]

    operations = [
        RowSecurity("charges_charge", own=(("holder_id", "responder"), ("deputy_id", "responder"))),
        migrations.RunSQL(UPWARD, "DROP POLICY upward ON charges_charge"),
    ]
