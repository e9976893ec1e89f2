"""Where people help out for a time: the area that receives them sees them meanwhile."""

from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.kernel.db.row_security import APP

FROM, UNTIL = (f"current_setting('fangxian.scope_{end}', true)" for end in ("from", "until"))
HERE = f"(seconded_area >= {FROM} AND seconded_area < {UNTIL})"
RECEIVING = f"CREATE POLICY receiving ON roster_responder TO {APP} USING ({HERE}) WITH CHECK ({HERE})"


class Migration(migrations.Migration):
    dependencies = [("roster", "0002_row_security")]

    operations = [
        migrations.AddField(
            "responder",
            "seconded_area",
            fangxian.kernel.codes.AreaCodeField(
                blank=True, db_collation="C", db_default="", default="", max_length=32
            ),
        ),
        migrations.AddField("responder", "seconded_from", models.DateTimeField(null=True)),
        migrations.AddField("responder", "seconded_until", models.DateTimeField(null=True)),
        migrations.AddIndex("responder", models.Index("seconded_area", "code", name="responder_seconded")),
        migrations.AddConstraint(
            "responder",
            models.CheckConstraint(
                condition=models.Q(seconded_area="", seconded_from__isnull=True, seconded_until__isnull=True)
                | ~models.Q(seconded_area="") & models.Q(seconded_until__gt=models.F("seconded_from")),
                name="secondment_has_a_period",
            ),
        ),
        migrations.RunSQL(RECEIVING, "DROP POLICY receiving ON roster_responder"),
    ]
