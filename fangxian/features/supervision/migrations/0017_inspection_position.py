"""An inspection made by phone may say where the phone was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0016_appraisal_row_security")]

    operations = [
        migrations.AddField("inspection", "lat_e5", models.IntegerField(null=True)),
        migrations.AddField("inspection", "lon_e5", models.IntegerField(null=True)),
        migrations.AddField("inspection", "accuracy_m", models.PositiveIntegerField(null=True)),
    ]
