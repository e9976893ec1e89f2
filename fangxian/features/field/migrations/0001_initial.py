"""Tables of the field; the log is partitioned by day, which Django's schema editor cannot say."""

import django.db.models.deletion
from django.db import migrations, models

import fangxian.features.field.models.ranges
import fangxian.kernel.codes

LOG = """
    CREATE TABLE field_report (
        id uuid PRIMARY KEY,
        area varchar(32) COLLATE "C" NOT NULL,
        kind varchar(24) COLLATE "C" NOT NULL,
        form_version smallint NOT NULL CHECK (form_version >= 0),
        subject varchar(96) COLLATE "C" NOT NULL,
        occurred_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        device varchar(40) COLLATE "C" NOT NULL,
        device_seq bigint,
        person varchar(40) COLLATE "C" NOT NULL,
        incident varchar(32) NOT NULL,
        skew_s integer NOT NULL,
        body text NOT NULL
    ) PARTITION BY RANGE (id);
    CREATE INDEX report_subject ON field_report (area, subject);
    CREATE TABLE field_report_other PARTITION OF field_report DEFAULT
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("roster", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefusedReport",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("incident", models.CharField(max_length=32)),
                ("device", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("device_seq", models.BigIntegerField(null=True)),
                ("person", models.CharField(db_collation="C", max_length=40)),
                ("person_name", models.CharField(max_length=120)),
                ("kind", models.CharField(blank=True, max_length=24)),
                ("subject", models.CharField(blank=True, max_length=96)),
                ("raw", models.TextField()),
                ("code", models.CharField(max_length=40)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("received_at", models.DateTimeField()),
                (
                    "settled",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted, corrected"), ("discarded", "Discarded")],
                        max_length=12,
                    ),
                ),
                ("settled_by", models.CharField(blank=True, max_length=200)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("replaced_by", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["area", "-received_at"],
                        condition=models.Q(("settled", "")),
                        name="refused_open",
                    ),
                    models.Index(fields=["device", "-settled_at"], name="refused_device"),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(LOG, "DROP TABLE field_report")],
            state_operations=[
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                        ("kind", models.CharField(db_collation="C", max_length=24)),
                        ("form_version", models.PositiveSmallIntegerField()),
                        ("subject", models.CharField(db_collation="C", max_length=96)),
                        ("occurred_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("device", models.CharField(blank=True, db_collation="C", max_length=40)),
                        ("device_seq", models.BigIntegerField(null=True)),
                        ("person", models.CharField(db_collation="C", max_length=40)),
                        ("incident", models.CharField(max_length=32)),
                        ("skew_s", models.IntegerField(default=0)),
                        ("body", models.TextField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(models.F("area"), models.F("subject"), name="report_subject")
                        ],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "code",
                    models.CharField(db_collation="C", max_length=40, primary_key=True, serialize=False),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("charge", models.CharField(max_length=64)),
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
                ("person", models.CharField(db_collation="C", max_length=40)),
                ("person_name", models.CharField(max_length=120)),
                ("account", models.CharField(blank=True, max_length=150)),
                ("installation", models.CharField(blank=True, max_length=40)),
                ("label", models.CharField(blank=True, max_length=80)),
                ("token_hash", models.CharField(db_collation="C", max_length=64)),
                ("enrolled_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=200)),
                ("seen_at", models.DateTimeField(null=True)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("skew_s", models.IntegerField(default=0)),
                ("arrived", fangxian.features.field.models.ranges.SequenceField(default="{}")),
                (
                    "responder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="roster.responder",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("responder"), name="device_responder"),
                    models.Index(
                        models.F("charge"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="device_charge",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("token_hash",), name="device_token_once")],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "code_hash",
                    models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("charge", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "responder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="roster.responder",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("area"), name="enrolment_area")],
            },
        ),
    ]
