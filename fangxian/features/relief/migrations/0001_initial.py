"""Tables of hand-overs and secondments."""

import django.db.models.deletion
from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("roster", "0003_seconded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Secondment",
            fields=[
                (
                    "code",
                    models.CharField(db_collation="C", max_length=48, primary_key=True, serialize=False),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("to_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("made_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("area_name", models.CharField(max_length=200)),
                ("to_name", models.CharField(max_length=200)),
                ("state", models.CharField(db_collation="C", max_length=20)),
                (
                    "role",
                    models.CharField(
                        blank=True,
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
                ("reason", models.TextField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("noted_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "-starts_at"], name="secondment_area"),
                    models.Index(fields=["to_area", "-starts_at"], name="secondment_to"),
                    models.Index(fields=["made_area", "-starts_at"], name="secondment_made"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="secondment_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeHandover",
            fields=[
                (
                    "code",
                    models.CharField(db_collation="C", max_length=48, primary_key=True, serialize=False),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("made_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("place_name", models.CharField(max_length=200)),
                ("charge", models.CharField(db_collation="C", max_length=64)),
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
                ("successor_name", models.CharField(max_length=120)),
                ("deputy_name", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
                ("starts_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("became", models.CharField(blank=True, db_collation="C", max_length=64)),
                ("passed", models.PositiveIntegerField(default=0)),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputising_after",
                        to="roster.responder",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="roster.responder",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="roster.responder",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "-made_at"], name="chargehandover_area"),
                    models.Index(fields=["made_area", "-made_at"], name="chargehandover_made"),
                    models.Index(models.F("charge"), name="chargehandover_charge"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("holder__isnull", True),
                            models.Q(("holder", models.F("successor")), _negated=True),
                            _connector="OR",
                        ),
                        name="successor_is_another_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seconded",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("to_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("made_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("name", models.CharField(db_collation="C", max_length=120)),
                ("unit_name", models.CharField(max_length=200)),
                ("until", models.DateTimeField()),
                ("charge", models.CharField(blank=True, db_collation="C", max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
                ("remark", models.CharField(blank=True, max_length=200)),
                (
                    "responder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secondments",
                        to="roster.responder",
                    ),
                ),
                (
                    "secondment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="relief.secondment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("responder"), name="seconded_responder"),
                    models.Index(
                        models.F("until"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="seconded_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("secondment"), models.F("responder"), name="seconded_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("responder",),
                        name="seconded_to_one_place",
                    ),
                ],
            },
        ),
    ]
