"""The table of uploads."""

from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Upload",
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
                ("kind", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=200)),
                ("form", models.CharField(max_length=8)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be checked"),
                            ("checked", "Checked, waiting for your decision"),
                            ("running", "Being taken in"),
                            ("done", "Taken in"),
                            ("dropped", "Put aside"),
                            ("failed", "Could not be read"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("mode", models.CharField(blank=True, max_length=16)),
                ("share", models.FloatField(default=0)),
                ("outcome", models.JSONField(null=True)),
                ("problem", models.TextField(blank=True)),
                ("has_refused", models.BooleanField(default=False)),
                ("made_by", models.CharField(max_length=150)),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["area", "-made_at"], name="upload_area")],
            },
        ),
    ]
