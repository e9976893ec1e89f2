"""The table of units."""

import django.db.models.deletion
from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "code",
                    models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(db_collation="C", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("committee", "Committee"),
                            ("department", "Department"),
                            ("branch", "Branch"),
                            ("temporary_branch", "Temporary branch"),
                            ("team", "Team"),
                            ("other", "Other unit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("path", models.CharField(db_collation="C", max_length=1000)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("site", models.CharField(blank=True, db_collation="C", max_length=64)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("area"), models.F("code"), name="unit_area"),
                    models.Index(models.F("parent"), models.F("name"), name="unit_parent"),
                    models.Index(models.F("path"), name="unit_path"),
                    models.Index(models.F("name"), name="unit_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "name", "area"), name="unit_as_told"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("code")), _negated=True),
                        name="unit_is_not_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
