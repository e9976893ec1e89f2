"""Teams moved from one point to another while a round runs."""

import django.contrib.postgres.fields
from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("sampling", "0009_positive_tubes")]

    operations = [
        migrations.CreateModel(
            name="TeamMove",
            fields=[
                (
                    "code",
                    models.CharField(db_collation="C", max_length=48, primary_key=True, serialize=False),
                ),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("point", models.CharField(db_collation="C", max_length=64)),
                ("from_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("from_point", models.CharField(db_collation="C", max_length=64)),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), size=None
                    ),
                ),
                ("closed", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                ("back_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(models.F("round"), models.F("at"), name="team_move_round")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("point", models.F("from_point")), _negated=True),
                        name="team_move_goes_elsewhere",
                    )
                ],
            },
        ),
        RowSecurity("sampling_teammove", areas=("area", "from_area")),
    ]
