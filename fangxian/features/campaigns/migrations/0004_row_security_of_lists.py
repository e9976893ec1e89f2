"""Lists where their target is, hand-overs where their giver's charge is."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_lists_and_handovers")]

    operations = [
        RowSecurity("campaigns_listedtarget"),
        RowSecurity("campaigns_handover", incident="incident"),
    ]
