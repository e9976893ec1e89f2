"""The field by area; a phone finds itself by its token; the log grows and is read, never changed."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP, RowSecurity

# The app role owns nothing, so a day's partition is made by this function, which runs as the owner and does nothing
# else. Partitions are closed to the app role: whoever reads the log reads it through its policies.
DAYS = f"""
    CREATE FUNCTION field_open_days(first date, days integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $days$
    DECLARE
        day date;
        made integer := 0;
        bounds uuid[];
    BEGIN
        IF days NOT BETWEEN 1 AND 400 OR first NOT BETWEEN '2020-01-01' AND '2100-01-01' THEN
            RAISE invalid_parameter_value USING MESSAGE = 'no such days';
        END IF;
        PERFORM pg_advisory_xact_lock(hashtext('field_open_days'));
        FOR day IN SELECT first + n FROM generate_series(0, days - 1) AS n LOOP
            CONTINUE WHEN to_regclass('field_report_' || to_char(day, 'YYYYMMDD')) IS NOT NULL;
            SELECT array_agg((lpad(to_hex(extract(epoch FROM (day + n)::timestamp AT TIME ZONE 'UTC')::bigint * 1000),
                                   12, '0') || repeat('0', 20))::uuid ORDER BY n)
                INTO bounds FROM generate_series(0, 1) AS n;
            BEGIN
                EXECUTE format('CREATE TABLE field_report_%s PARTITION OF field_report FOR VALUES FROM (%L) TO (%L)',
                               to_char(day, 'YYYYMMDD'), bounds[1], bounds[2]);
            EXCEPTION WHEN check_violation THEN
                CONTINUE;  -- some of the day's reports lie in the partition of all other ids, and stay there
            END;
            EXECUTE format('ALTER TABLE field_report_%s ENABLE ROW LEVEL SECURITY', to_char(day, 'YYYYMMDD'));
            EXECUTE format('ALTER TABLE field_report_%s FORCE ROW LEVEL SECURITY', to_char(day, 'YYYYMMDD'));
            EXECUTE format('REVOKE ALL ON field_report_%s FROM {APP}', to_char(day, 'YYYYMMDD'));
            made := made + 1;
        END LOOP;
        RETURN made;
    END
    $days$;
    REVOKE EXECUTE ON FUNCTION field_open_days(date, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION field_open_days(date, integer) TO {APP};
    ALTER TABLE field_report_other ENABLE ROW LEVEL SECURITY;
    ALTER TABLE field_report_other FORCE ROW LEVEL SECURITY;
    REVOKE ALL ON field_report_other FROM {APP};
    REVOKE UPDATE, DELETE ON field_report FROM {APP};
    ALTER TABLE field_device SET (fillfactor = 50)
"""  # noqa: S608 a name of our own


class Migration(migrations.Migration):
    dependencies = [("field", "0001_initial")]

    operations = [
        RowSecurity("field_device", own=(("token_hash", "device"), ("responder_id", "responder"))),
        RowSecurity("field_enrolment", own=(("code_hash", "device"),)),
        RowSecurity("field_report"),
        RowSecurity("field_refusedreport"),
        migrations.RunSQL(DAYS, "DROP FUNCTION field_open_days"),
    ]
