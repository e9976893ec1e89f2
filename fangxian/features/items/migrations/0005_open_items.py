"""Open items of one kind and state are found by index, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("items", "0004_item_orders")]

    operations = [
        migrations.RemoveIndex(model_name="item", name="item_open"),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["area", "kind", "state", "due_at"],
                include=("state_since", "calls", "made_area", "holder", "incident"),
                name="item_open",
            ),
        ),
    ]
