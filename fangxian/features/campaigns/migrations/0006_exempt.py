"""Targets that are left out of a campaign, and how many of them there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0005_sampling_rounds")]

    operations = [
        migrations.AddField("target", "exempt", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("coverage", "exempt", models.IntegerField(db_default=0, default=0)),
    ]
