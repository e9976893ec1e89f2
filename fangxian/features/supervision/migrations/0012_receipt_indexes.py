"""Receipts of leads and of items are found by index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roster", "0002_row_security"),
        ("supervision", "0011_inspections_row_security"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="receipt",
            name="receipt_lead",
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                models.F("area"),
                models.F("id"),
                condition=models.Q(("responder__isnull", True)),
                name="receipt_led",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                models.F("item"), condition=models.Q(("item", ""), _negated=True), name="receipt_item"
            ),
        ),
    ]
