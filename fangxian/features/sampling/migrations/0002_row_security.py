"""Rounds by area, and, to look at only, those of the areas above; swabs and tubes where their point is."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

UPWARD = f"""
    CREATE POLICY upward ON {{table}} FOR SELECT TO {APP}
    USING (area <> '' AND starts_with(current_setting('fangxian.scope_from', true), area))
"""
REGISTERS = "sampling_swab, sampling_void, sampling_tube, sampling_tubestep, sampling_tally, sampling_pace, sampling_result"
# What follows from reports is written by the functions of the next migration alone.
CLOSED = f"REVOKE INSERT, UPDATE, DELETE ON {REGISTERS} FROM {APP}"
OPEN = f"GRANT INSERT, UPDATE, DELETE ON {REGISTERS} TO {APP}"
ROOM = """
    ALTER TABLE sampling_tube SET (fillfactor = 60);
    ALTER TABLE sampling_tally SET (fillfactor = 50);
    ALTER TABLE sampling_pace SET (fillfactor = 70)
"""
NO_ROOM = """
    ALTER TABLE sampling_tube RESET (fillfactor);
    ALTER TABLE sampling_tally RESET (fillfactor);
    ALTER TABLE sampling_pace RESET (fillfactor)
"""


class Migration(migrations.Migration):
    dependencies = [("sampling", "0001_initial")]

    operations = [
        RowSecurity("sampling_round", incident="incident"),
        RowSecurity("sampling_zone"),
        *(
            migrations.RunSQL(UPWARD.format(table=table), f"DROP POLICY upward ON {table}")
            for table in ("sampling_round", "sampling_zone")
        ),
        RowSecurity("sampling_point"),
        RowSecurity("sampling_swab"),
        RowSecurity("sampling_void"),
        RowSecurity("sampling_tube"),
        RowSecurity("sampling_tubestep"),
        RowSecurity("sampling_tally"),
        RowSecurity("sampling_pace"),
        RowSecurity("sampling_result"),
        RowSecurity("sampling_pool"),
        migrations.RunSQL(CLOSED, OPEN),
        migrations.RunSQL(ROOM, NO_ROOM),
    ]
