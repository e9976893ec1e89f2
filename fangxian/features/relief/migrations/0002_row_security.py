"""A hand-over is in sight where its charge lies, where it was asked, and to its people; a secondment on both sides."""

from django.db import migrations

from fangxian.kernel.db.row_security import RowSecurity

SIDES = ("area", "to_area", "made_area")


class Migration(migrations.Migration):
    dependencies = [("relief", "0001_initial")]

    operations = [
        RowSecurity(
            "relief_chargehandover",
            areas=("area", "made_area"),
            own=(("successor_id", "responder"), ("holder_id", "responder")),
        ),
        RowSecurity("relief_secondment", areas=SIDES),
        RowSecurity("relief_seconded", areas=SIDES, own=(("responder_id", "responder"),)),
    ]
