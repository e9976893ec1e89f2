"""When a place was last looked at, and what was found again there, is counted from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0017_inspection_position")]

    operations = [
        migrations.RemoveIndex(model_name="inspection", name="inspection_area"),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                fields=["area", "-at"], include=("subject", "incident", "made_area"), name="inspection_area"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("repeats__gt", 0), ("withdrawn", False)),
                fields=["area", "found_at"],
                include=("incident", "made_area", "code", "subject"),
                name="finding_repeated",
            ),
        ),
    ]
