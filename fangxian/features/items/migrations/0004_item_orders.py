"""Long lists of items are read in the order of an index, and counted from one."""

import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

LATE_OR_NOT = ("kind", "state", "state_since", "calls", "made_area", "holder", "incident")
MADE = ("kind", "area", "made_area", "holder", "incident")


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0003_tallies"),
        ("roster", "0002_row_security"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="item", name="item_open"),
        migrations.RemoveIndex(model_name="item", name="item_holder"),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.F("holder"),
                models.F("due_at"),
                condition=models.Q(("holder__isnull", False)),
                name="item_holder",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["area", "due_at"],
                include=LATE_OR_NOT,
                name="item_open",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.F("due_at"),
                models.OrderBy(models.F("severity"), descending=True),
                models.F("code"),
                condition=models.Q(("ended_at__isnull", True)),
                name="item_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.OrderBy(models.F("ended_at"), descending=True),
                models.OrderBy(models.F("severity"), descending=True),
                models.F("code"),
                condition=models.Q(("ended_at__isnull", False)),
                name="item_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.F("made_by"),
                models.F("due_at"),
                models.OrderBy(models.F("severity"), descending=True),
                models.F("code"),
                include=MADE,
                name="item_maker",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.F("due_at"),
                models.F("area"),
                condition=models.Q(("calls__lt", 2), ("ended_at__isnull", True)),
                name="item_fresh",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.F("made_area"),
                condition=models.Q(
                    django.db.models.lookups.Exact(
                        django.db.models.functions.text.Left(
                            "area", django.db.models.functions.text.Length("made_area")
                        ),
                        models.F("made_area"),
                    ),
                    _negated=True,
                ),
                name="item_stray",
            ),
        ),
        migrations.AddIndex(
            model_name="watcher",
            index=models.Index(models.F("person"), models.F("item"), name="watcher_person"),
        ),
    ]
