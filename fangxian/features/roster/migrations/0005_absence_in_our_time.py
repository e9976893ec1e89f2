"""The days of an absence lie in our time: a day out of all reason is open, or the absence is over."""

from datetime import date

from django.db import migrations, models

# An absence that ended before our time, or begins after it, is none; another open end is an open end.
HEALED = """
    UPDATE roster_responder
    SET is_available = true, absence = '', absence_note = '', absent_from = NULL, absent_until = NULL
    WHERE absent_until < '2000-01-01' OR absent_from > '2199-12-31';
    UPDATE roster_responder SET absent_from = NULL WHERE absent_from < '2000-01-01';
    UPDATE roster_responder SET absent_until = NULL WHERE absent_until > '2199-12-31'
"""
SPAN = (date(2000, 1, 1), date(2199, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("roster", "0004_own_absence")]

    operations = [
        migrations.RunSQL(HEALED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "responder",
            models.CheckConstraint(
                condition=(models.Q(absent_from__isnull=True) | models.Q(absent_from__range=SPAN))
                & (models.Q(absent_until__isnull=True) | models.Q(absent_until__range=SPAN)),
                name="absence_lies_in_our_time",
            ),
        ),
    ]
