"""When the people of each grid come, and to which point."""

from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("sampling", "0005_strangers")]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("point", models.CharField(db_collation="C", max_length=64)),
                ("point_name", models.CharField(max_length=200)),
                ("first", models.CharField(db_collation="C", max_length=64)),
                ("people", models.PositiveIntegerField(default=0)),
                ("walk_m", models.PositiveIntegerField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("round"), models.F("point"), models.F("starts_at"), name="turn_round"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("area"), models.F("round"), name="turn_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="turn_ends_after_it_starts",
                    ),
                ],
            },
        ),
        RowSecurity("sampling_turn"),
    ]
