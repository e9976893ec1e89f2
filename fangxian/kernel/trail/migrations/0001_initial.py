"""The table of the trail."""

from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("incident", models.CharField(max_length=32)),
                ("person", models.CharField(max_length=150)),
                ("person_name", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=32)),
                ("charge", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=64)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("subject", models.CharField(max_length=200)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "-at"], name="trail_area_at"),
                    models.Index(fields=["person", "-at"], name="trail_person_at"),
                    models.Index(fields=["-at", "-id"], name="trail_at"),
                ],
            },
        ),
    ]
