"""Items are counted by area, kind and state with every change of them, whoever makes it."""

from django.db import migrations, models

import fangxian.kernel.codes
from fangxian.features.items import statements
from fangxian.kernel.db.row_security import RowSecurity

FRESH, STALE = statements.one("fresh"), statements.one("stale", -1)
INSERTED, DELETED, CHANGED = (
    statements.insert(statements.around(rows)) for rows in (FRESH, STALE, f"{FRESH} UNION ALL {STALE}")
)
# The owner counts: somebody who moves an item sees that item, but not the areas around it.
FUNCTION = f"""
    CREATE FUNCTION items_count() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $count$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            {INSERTED};
        ELSIF TG_OP = 'DELETE' THEN
            {DELETED};
        ELSE
            {CHANGED};
        END IF;
        RETURN NULL;
    END $count$
"""
TABLES = {
    "INSERT": "NEW TABLE AS fresh",
    "UPDATE": "OLD TABLE AS stale NEW TABLE AS fresh",
    "DELETE": "OLD TABLE AS stale",
}
TRIGGERS = [
    f"CREATE TRIGGER items_count_{verb.lower()} AFTER {verb} ON items_item REFERENCING {tables}"
    " FOR EACH STATEMENT EXECUTE FUNCTION items_count()"
    for verb, tables in TABLES.items()
]
FIRST = statements.insert(statements.around(statements.one("items_item")))
UNDO = [
    *(f"DROP TRIGGER items_count_{verb.lower()} ON items_item" for verb in TABLES),
    "DROP FUNCTION items_count()",
]


class Migration(migrations.Migration):
    dependencies = [("items", "0002_row_security"), ("territory", "0002_row_security")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("incident", models.CharField(max_length=32)),
                ("area", fangxian.kernel.codes.AreaCodeField(db_collation="C", max_length=32)),
                ("kind", models.CharField(db_collation="C", max_length=24)),
                ("state", models.CharField(db_collation="C", max_length=20)),
                ("since", models.DateTimeField(null=True)),
                ("standing", models.BigIntegerField()),
                ("late", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["area", "kind", "state"],
                        include=["since", "standing", "late", "incident"],
                        name="items_tally_area",
                    )
                ],
            },
        ),
        RowSecurity("items_tally"),
        migrations.RunSQL([FUNCTION, FIRST, *TRIGGERS], UNDO),
    ]
