"""Laboratories as sites."""

from django.db import migrations, models

KINDS = [
    ("sampling_point", "Sampling point"),
    ("checkpoint", "Checkpoint"),
    ("isolation_site", "Isolation site"),
    ("treatment_point", "Treatment point"),
    ("depot", "Depot"),
    ("laboratory", "Laboratory"),
]


class Migration(migrations.Migration):
    dependencies = [("duty", "0004_lent")]

    operations = [
        migrations.AlterField("plansite", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField("site", "kind", models.CharField(choices=KINDS, max_length=20)),
    ]
