"""What charges copy of an absence lies in our time, too: moments before it could not even be read."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import migrations, models

SPAN = (datetime(1999, 12, 31, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
MOMENTS = ("away_from", "away_until", "deputy_away_from", "deputy_away_until")
_FAR = " OR ".join(f"{name} NOT BETWEEN '1999-12-31Z' AND '2200-01-01Z'" for name in MOMENTS)
# What cannot be is dropped; what the roster, healed before, says of those away is copied anew.
HEALED = f"""
    UPDATE charges_charge SET away_from = NULL, away_until = NULL, put_on = false, cover_note = '',
        deputy_away_from = NULL, deputy_away_until = NULL WHERE {_FAR};
    SELECT charges_follow_absences(NULL, '{settings.TIME_ZONE}', now())
"""  # noqa: S608 names of our own


def _in_our_time() -> models.Q:
    condition = models.Q()
    for name in MOMENTS:
        condition &= models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__range": SPAN})
    return condition


class Migration(migrations.Migration):
    dependencies = [("charges", "0006_roles_of_sampling"), ("roster", "0005_absence_in_our_time")]

    operations = [
        migrations.RunSQL(HEALED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "charge", models.CheckConstraint(condition=_in_our_time(), name="cover_lies_in_our_time")
        ),
    ]
