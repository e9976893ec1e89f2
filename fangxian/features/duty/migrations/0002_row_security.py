"""Duty by area; one's own postings; and counters that climb to the areas above, as counters only."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

BY_AREA = ("planedit", "plangrid", "plansite", "planlead", "planbranch", "planteam", "plannotice")
ON_POSTS = ("post", "shift", "gap")

COUNTERS = ("grids", "households", "people", "sites", "posts", "seats", "filled", "vacancies")

# A charge may write its own area only, yet what happens there counts in every area above: this function, run as
# the owner, adds differences to an area in the caller's scope and to those that hold it, and does nothing else.
CLIMB = f"""
    CREATE FUNCTION duty_tally_climb(below text, {", ".join(f"d_{name} integer" for name in COUNTERS)})
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $climb$
    DECLARE
        chain text[] := ARRAY(SELECT left(below, n) FROM generate_series(1, length(below)) AS n);
    BEGIN
        IF NOT coalesce(below >= current_setting('fangxian.scope_from', true) COLLATE "C"
                        AND below < current_setting('fangxian.scope_until', true) COLLATE "C", false) THEN
            RAISE insufficient_privilege USING MESSAGE = 'outside the acting charge';
        END IF;
        INSERT INTO duty_tally (area, level, parent, {", ".join(COUNTERS)})
            SELECT code, level, parent, {", ".join("0" for _ in COUNTERS)} FROM territory_area
            WHERE code = ANY(chain) AND valid_until IS NULL ORDER BY code
            ON CONFLICT (area) DO NOTHING;
        PERFORM 1 FROM duty_tally WHERE area = ANY(chain) ORDER BY area FOR UPDATE;
        UPDATE duty_tally SET {", ".join(f"{name} = {name} + d_{name}" for name in COUNTERS)}
            WHERE area = ANY(chain);
    END
    $climb$;
    REVOKE EXECUTE ON FUNCTION duty_tally_climb(text, {", ".join("integer" for _ in COUNTERS)}) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION duty_tally_climb(text, {", ".join("integer" for _ in COUNTERS)}) TO {APP};
"""  # noqa: S608 names of our own


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial"), ("territory", "0001_initial")]

    operations = [
        RowSecurity("duty_plan", incident="incident"),
        *[RowSecurity(f"duty_{name}") for name in BY_AREA],
        RowSecurity("duty_site"),
        *[RowSecurity(f"duty_{name}") for name in ON_POSTS],
        RowSecurity("duty_posting", own=(("responder_id", "responder"),)),
        RowSecurity("duty_tally"),
        migrations.RunSQL(CLIMB, "DROP FUNCTION duty_tally_climb"),
    ]
