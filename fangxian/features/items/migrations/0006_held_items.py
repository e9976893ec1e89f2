"""Whoever holds an item in person reads its lines and its evidence as well, wherever it lies."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP

TABLES = ("items_itemline", "items_evidence")
# PostgreSQL asks policies in the reverse order of their names: this comes before "scope", so it is asked last.
MINE = """
    (SELECT i.holder_id::text = nullif(current_setting('fangxian.responder', true), '')
     FROM items_item i WHERE i.code = {table}.item_id)
"""
FORWARDS = [
    f"CREATE POLICY held ON {table} FOR SELECT TO {APP} USING ({MINE.format(table=table)})"
    for table in TABLES
]
BACKWARDS = [f"DROP POLICY held ON {table}" for table in TABLES]


class Migration(migrations.Migration):
    dependencies = [("items", "0005_open_items")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
