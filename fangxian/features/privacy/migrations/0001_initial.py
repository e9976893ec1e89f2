"""The tables of privacy."""

import django.contrib.postgres.fields
from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("week_from", models.DateField()),
                ("entry", models.BigIntegerField(unique=True)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("at", models.DateTimeField()),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=32)),
                ("charge", models.CharField(max_length=64)),
                ("resident", models.CharField(db_collation="C", max_length=48)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("visit", "Visit or call at home"),
                            ("help", "Medical or daily help"),
                            ("tracing", "Tracing of contacts"),
                            ("sampling", "Sampling"),
                            ("transfer", "Transfer or isolation"),
                            ("correction", "Correcting the register"),
                            ("request", "Request of the resident"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("busy", "Many in one day"),
                                ("night", "At night"),
                                ("above", "From above the village"),
                                ("many", "Same resident, many readers"),
                                ("glass", "Under a broken glass"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "week_from"], name="reading_area")],
            },
        ),
        migrations.CreateModel(
            name="ReadingsReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("week_from", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("readings", models.PositiveIntegerField()),
                ("residents", models.PositiveIntegerField()),
                ("readers", models.PositiveIntegerField()),
                ("flagged", models.PositiveIntegerField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("area"),
                        models.F("incident"),
                        models.F("week_from"),
                        name="readings_report_once",
                    )
                ],
            },
        ),
    ]
