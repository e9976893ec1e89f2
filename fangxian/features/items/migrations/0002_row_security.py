"""An item is in sight where it must be done, where it was opened, and to whom holds it in person."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

BOTH = ("area", "made_area")
CLOSED = f"REVOKE UPDATE, DELETE ON items_itemline, items_evidence FROM {APP}"
OPEN = f"GRANT UPDATE, DELETE ON items_itemline, items_evidence TO {APP}"


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial")]

    operations = [
        RowSecurity("items_item", areas=BOTH, own=(("holder_id", "responder"),)),
        RowSecurity("items_itemline", areas=BOTH),
        RowSecurity("items_evidence", areas=BOTH),
        RowSecurity("items_watcher", areas=BOTH, own=(("person", "person"),)),
        migrations.RunSQL(CLOSED, OPEN),
    ]
