"""What residents are told without an account, and the count of wrong answers at that door."""

from django.db import migrations, models

from fangxian.features.sampling.sql import residents
from fangxian.kernel.db.row_security import APP

CLOSED = [f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC" for name in residents.DOORS]
OPEN = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP}" for name in residents.DOORS]
GONE = [f"DROP FUNCTION {name}" for name in reversed(residents.DOORS)]


class Migration(migrations.Migration):
    dependencies = [
        ("sampling", "0006_turns"),
        ("incidents", "0002_row_security"),
        ("territory", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "key",
                    models.CharField(db_collation="C", max_length=64, primary_key=True, serialize=False),
                ),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(models.F("last_at"), name="attempt_last")]},
        ),
        migrations.RunSQL([*residents.ALL, *CLOSED, *OPEN], GONE),
    ]
