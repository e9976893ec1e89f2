"""Postings whose holder is seconded elsewhere wait for their return."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duty", "0003_statistics")]

    operations = [
        migrations.AddField("posting", "lent", models.BooleanField(db_default=False, default=False)),
    ]
