"""What there was when a round was ordered, and amended results that wait for a second signature."""

from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("sampling", "0003_functions"),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="pooled_an_hour",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="round",
            name="single_an_hour",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="round",
            name="stock",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tube", models.CharField(db_collation="C", max_length=64)),
                ("round", models.CharField(db_collation="C", max_length=16)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                (
                    "value",
                    models.CharField(
                        choices=[
                            ("negative", "Negative"),
                            ("suspected", "Suspected"),
                            ("positive", "Positive"),
                            ("invalid", "Invalid"),
                        ],
                        max_length=9,
                    ),
                ),
                ("tested_at", models.DateTimeField()),
                ("laboratory", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=300)),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("confirmed", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("round"), name="amendment_area")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tube"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="amendment_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed", ""),
                            models.Q(("confirmed", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="amendment_confirmed_by_another",
                    ),
                ],
            },
        ),
        RowSecurity("sampling_amendment"),
    ]
