"""The tables of areas, households, residents and their headcount."""

from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("name", models.CharField(db_collation="C", max_length=120)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("prefecture", "Prefecture"),
                            ("county", "County"),
                            ("township", "Township"),
                            ("village", "Village"),
                            ("hamlet", "Hamlet"),
                            ("grid", "Grid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("parent", fangxian.kernel.codes.AreaCodeField(blank=True, db_collation="C", max_length=32)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("population", models.PositiveIntegerField(null=True)),
                ("households", models.PositiveIntegerField(null=True)),
                ("outline", models.JSONField(null=True)),
                ("valid_from", models.DateField()),
                (
                    "code",
                    fangxian.kernel.codes.AreaCodeField(
                        db_collation="C", max_length=32, primary_key=True, serialize=False
                    ),
                ),
                ("valid_until", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(models.F("parent"), models.F("code"), name="area_parent"),
                    models.Index(models.F("name"), name="area_name"),
                    models.Index(models.F("level"), models.F("code"), name="area_level"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__startswith", models.F("parent"))),
                        name="area_code_starts_with_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="area_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_collation="C", max_length=120)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("prefecture", "Prefecture"),
                            ("county", "County"),
                            ("township", "Township"),
                            ("village", "Village"),
                            ("hamlet", "Hamlet"),
                            ("grid", "Grid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("parent", fangxian.kernel.codes.AreaCodeField(blank=True, db_collation="C", max_length=32)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("population", models.PositiveIntegerField(null=True)),
                ("households", models.PositiveIntegerField(null=True)),
                ("outline", models.JSONField(null=True)),
                ("valid_from", models.DateField()),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("valid_until", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("area"),
                        models.F("valid_from"),
                        models.F("valid_until"),
                        name="area_version_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Headcount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("village", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("households", models.PositiveIntegerField()),
                ("residents", models.PositiveIntegerField()),
                ("frail", models.PositiveIntegerField()),
                ("disabled", models.PositiveIntegerField()),
                ("pregnant", models.PositiveIntegerField()),
                ("dialysis", models.PositiveIntegerField()),
                ("infant", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("area"), models.F("incident"), name="headcount_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("code", models.CharField(db_collation="C", max_length=40)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("village", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("members", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(models.F("area"), models.F("code"), name="household_area")],
                "constraints": [
                    models.UniqueConstraint(models.F("incident"), models.F("code"), name="household_once"),
                    models.CheckConstraint(
                        condition=models.Q(("area__startswith", models.F("village"))),
                        name="household_in_its_village",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("code", models.CharField(db_collation="C", max_length=48)),
                ("household", models.CharField(db_collation="C", max_length=40)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("name_sealed", models.BinaryField()),
                (
                    "id_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cn_resident_id", "Resident identity card"),
                            ("passport", "Passport"),
                            ("other", "Other document"),
                        ],
                        max_length=16,
                    ),
                ),
                ("id_sealed", models.BinaryField()),
                ("id_index", models.BinaryField()),
                ("phone_sealed", models.BinaryField()),
                ("phone_index", models.BinaryField()),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("born_on", models.DateField(null=True)),
                ("frail", models.BooleanField(default=False)),
                ("disabled", models.BooleanField(default=False)),
                ("pregnant", models.BooleanField(default=False)),
                ("dialysis", models.BooleanField(default=False)),
                ("infant", models.BooleanField(default=False)),
                ("row_digest", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(models.F("area"), models.F("household"), name="resident_area"),
                    models.Index(
                        models.F("area"),
                        models.F("household"),
                        condition=models.Q(
                            ("frail", True),
                            ("disabled", True),
                            ("pregnant", True),
                            ("dialysis", True),
                            ("infant", True),
                            _connector="OR",
                        ),
                        name="resident_needs",
                    ),
                    models.Index(
                        models.F("id_index"),
                        condition=models.Q(("id_index", b""), _negated=True),
                        name="resident_id",
                    ),
                    models.Index(models.F("incident"), models.F("household"), name="resident_household"),
                    models.Index(
                        models.F("phone_index"),
                        condition=models.Q(("phone_index", b""), _negated=True),
                        name="resident_phone",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("incident"), models.F("code"), name="resident_once")
                ],
            },
        ),
    ]
