"""The table of kept files."""

from django.db import migrations, models

import fangxian.kernel.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("person", models.CharField(max_length=150)),
                ("subject", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=255)),
                ("mime", models.CharField(max_length=100)),
                ("rows", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("downloads", models.PositiveSmallIntegerField(default=0)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-made_at"], name="kept_file_person"),
                    models.Index(fields=["expires_at"], name="kept_file_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("downloads__lte", 5)),
                        name="kept_file_is_taken_five_times_at_most",
                    )
                ],
            },
        ),
    ]
