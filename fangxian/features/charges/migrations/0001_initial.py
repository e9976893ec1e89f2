"""The table of charges."""

import django.db.models.deletion
from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("roster", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Charge",
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
                (
                    "role",
                    models.CharField(
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
                            ("auditor", "Auditor"),
                            ("administrator", "System administrator"),
                            ("operator", "Operator at the console"),
                        ],
                        max_length=20,
                    ),
                ),
                ("holder_name", models.CharField(blank=True, max_length=120)),
                ("deputy_name", models.CharField(blank=True, max_length=120)),
                ("leads", models.BooleanField(default=False)),
                ("plan", models.CharField(blank=True, max_length=64)),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField(null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges_deputised",
                        to="roster.responder",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges_held",
                        to="roster.responder",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "role"], name="charge_area")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("leads", True), ("valid_until__isnull", True)),
                        fields=("incident", "area"),
                        name="one_lead_charge_an_area",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="charge_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy__isnull", True),
                            models.Q(("deputy", models.F("holder")), _negated=True),
                            _connector="OR",
                        ),
                        name="deputy_is_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role", "operator"), _negated=True),
                        name="nobody_is_charged_as_operator",
                    ),
                ],
            },
        ),
    ]
