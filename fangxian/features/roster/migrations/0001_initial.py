"""The tables of responders and of changes of many."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_collation="C", max_length=64, unique=True)),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("availability", "Availability"),
                            ("skills", "Skills"),
                            ("unit", "Unit"),
                            ("home", "Home"),
                            ("hours", "Hours a week at most"),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Preview"), ("applied", "Done"), ("undone", "Undone")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("chosen", models.PositiveIntegerField()),
                ("barred", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["area", "-made_at"], name="bulk_change_area")],
            },
        ),
        migrations.CreateModel(
            name="Responder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_collation="C", max_length=40)),
                ("name", models.CharField(db_collation="C", max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cadre", "Cadre"),
                            ("member", "Party member"),
                            ("medic", "Medic"),
                            ("police", "Police officer"),
                            ("grid_worker", "Grid worker"),
                            ("volunteer", "Volunteer"),
                            ("worker", "Worker"),
                        ],
                        max_length=16,
                    ),
                ),
                ("unit_name", models.CharField(db_collation="C", max_length=200)),
                ("unit_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("home_area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                (
                    "posted_area",
                    fangxian.kernel.codes.AreaCodeField(blank=True, db_collation="C", max_length=32),
                ),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("swab", "Swabbing"),
                                ("register", "Registration"),
                                ("guard", "Guarding"),
                                ("drive", "Driving"),
                                ("disinfect", "Disinfection"),
                                ("lead", "Leading"),
                                ("screen", "Screening"),
                                ("care", "Care"),
                                ("electrical", "Electrical work"),
                                ("lab", "Laboratory"),
                            ],
                            max_length=16,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("phone_sealed", models.BinaryField(default=bytes)),
                ("phone_index", models.BinaryField(default=bytes)),
                ("is_member", models.BooleanField(default=False)),
                ("is_available", models.BooleanField(default=True)),
                (
                    "absence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ill", "Ill"),
                            ("quarantined", "In quarantine"),
                            ("away", "Away from here"),
                            ("family", "Needed at home"),
                            ("work", "Needed at work"),
                            ("other", "Other reason"),
                        ],
                        max_length=16,
                    ),
                ),
                ("absence_note", models.CharField(blank=True, max_length=200)),
                ("absent_from", models.DateField(null=True)),
                ("absent_until", models.DateField(null=True)),
                ("available_from", models.DateField(null=True)),
                ("available_until", models.DateField(null=True)),
                ("max_hours_week", models.PositiveSmallIntegerField(default=48)),
                ("account", models.CharField(max_length=150, null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="orgs.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responders",
                        to="orgs.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Would change"),
                            ("changed", "Changed"),
                            ("left", "Left alone: somebody changed it after the preview"),
                            ("restored", "Put back"),
                            ("kept", "Not put back: somebody changed it since"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="roster.bulkchange",
                    ),
                ),
                (
                    "responder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bulk_rows",
                        to="roster.responder",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="responder",
            index=models.Index(models.F("home_area"), models.F("code"), name="responder_home"),
        ),
        migrations.AddIndex(
            model_name="responder",
            index=models.Index(models.F("unit_area"), models.F("code"), name="responder_unit_area"),
        ),
        migrations.AddIndex(
            model_name="responder",
            index=models.Index(models.F("posted_area"), models.F("code"), name="responder_posted"),
        ),
        migrations.AddIndex(
            model_name="responder",
            index=models.Index(models.F("unit"), models.F("code"), name="responder_unit"),
        ),
        migrations.AddIndex(
            model_name="responder",
            index=models.Index(models.F("name"), models.F("code"), name="responder_name"),
        ),
        migrations.AddIndex(
            model_name="responder",
            index=models.Index(
                models.F("phone_index"),
                condition=models.Q(("phone_index", b""), _negated=True),
                name="responder_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="responder",
            constraint=models.UniqueConstraint(fields=("code",), name="responder_once"),
        ),
        migrations.AddConstraint(
            model_name="responder",
            constraint=models.UniqueConstraint(fields=("account",), name="responder_account_once"),
        ),
        migrations.AddConstraint(
            model_name="responder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("absence", ""), ("is_available", True)),
                    models.Q(("is_available", False), models.Q(("absence", ""), _negated=True)),
                    _connector="OR",
                ),
                name="absence_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="responder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("absent_until__isnull", True),
                    ("absent_from__isnull", True),
                    ("absent_until__gt", models.F("absent_from")),
                    _connector="OR",
                ),
                name="absence_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="responder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("available_until__isnull", True),
                    ("available_from__isnull", True),
                    ("available_until__gt", models.F("available_from")),
                    _connector="OR",
                ),
                name="availability_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="responder",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_hours_week__lte", 168)), name="a_week_has_168_hours"
            ),
        ),
        migrations.AddIndex(
            model_name="bulkrow",
            index=models.Index(models.F("responder"), name="bulk_row_responder"),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(fields=("change", "responder"), name="bulk_row_once"),
        ),
    ]
