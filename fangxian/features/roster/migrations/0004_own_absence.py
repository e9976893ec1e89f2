"""A function with which people say of themselves, and of nobody else, that they are away or back."""

from django.db import migrations

from fangxian.kernel.db.row_security import APP

# One's own row may lie outside the area one acts in. This function, run as the owner, changes the absence of the
# acting person's own row, and nothing else.
SAY = f"""
    CREATE FUNCTION roster_say_absence(reason text, note text, since date, until date)
    RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $say$
        UPDATE roster_responder SET is_available = (reason = ''), absence = reason, absence_note = note,
            absent_from = since, absent_until = until
        WHERE account = nullif(current_setting('fangxian.person', true), '') RETURNING id
    $say$;
    REVOKE EXECUTE ON FUNCTION roster_say_absence(text, text, date, date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION roster_say_absence(text, text, date, date) TO {APP};
"""  # noqa: S608 names of our own


class Migration(migrations.Migration):
    dependencies = [("roster", "0003_seconded")]

    operations = [migrations.RunSQL(SAY, "DROP FUNCTION roster_say_absence")]
