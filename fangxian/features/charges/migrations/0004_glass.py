"""The broken glass, in sight where it opened and where it was broken; and the role it gives."""

import datetime

import django.db.models.expressions
from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.kernel.db.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("charges", "0003_covers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="charge",
            name="role",
            field=models.CharField(
                choices=[
                    ("commander", "Commander"),
                    ("clerk", "Command post clerk"),
                    ("organiser", "Organisation officer"),
                    ("township_lead", "Township lead"),
                    ("village_lead", "Village lead"),
                    ("grid_worker", "Grid worker"),
                    ("site_lead", "Site lead"),
                    ("sampler", "Sampler"),
                    ("gate_guard", "Gate guard"),
                    ("volunteer", "Volunteer"),
                    ("inspector", "Inspector"),
                    ("emergency", "Emergency access"),
                    ("auditor", "Auditor"),
                    ("administrator", "System administrator"),
                    ("operator", "Operator at the console"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Glass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("home", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("charge", models.CharField(max_length=64)),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=32)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("danger", "Somebody's life or health is in danger"),
                            ("tracing", "Contacts must be traced without delay"),
                            ("unreachable", "Whoever answers there cannot be reached"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.CharField(blank=True, max_length=150)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewer", models.CharField(blank=True, max_length=150)),
                ("reviewer_name", models.CharField(blank=True, max_length=200)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("justified", "It was right"), ("unjustified", "It was not right")],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "-opened_at"], name="glass_area"),
                    models.Index(fields=["person", "-opened_at"], name="glass_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gt", models.F("opened_at")),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("opened_at"), "+", models.Value(datetime.timedelta(seconds=3600))
                                ),
                            ),
                        ),
                        name="glass_lasts_an_hour_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewer", models.F("person")), _negated=True),
                        name="nobody_reviews_their_own_glass",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("area", models.F("home")), _negated=True),
                        name="glass_opens_another_area",
                    ),
                ],
            },
        ),
        RowSecurity("charges_glass", areas=("area", "home"), own=(("person", "person"),)),
    ]
