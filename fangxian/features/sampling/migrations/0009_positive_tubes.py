"""The tubes that are positive, found without looking at the others: the board asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sampling", "0008_lists_alarms_couriers")]

    operations = [
        migrations.AddIndex(
            model_name="tube",
            index=models.Index(
                "round", "area", condition=models.Q(("result", "positive")), name="tube_positive"
            ),
        ),
    ]
