"""Absences out of all reason that were noted before they were refused are healed."""

from importlib import import_module

import pytest
from django.db import connections, transaction

ROSTER = import_module("fangxian.features.roster.migrations.0005_absence_in_our_time").HEALED
CHARGES = import_module("fangxian.features.charges.migrations.0007_absence_in_our_time").HEALED


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize(
    ("since", "until", "away"),
    [("0001-01-01", None, True), (None, "0001-01-01", False), ("2022-02-04", "9999-12-31", True)],
)
def test_what_cannot_be_is_open_or_over_and_charges_follow(county, since, until, away):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "ALTER TABLE roster_responder DROP CONSTRAINT absence_lies_in_our_time;"
            "ALTER TABLE charges_charge DROP CONSTRAINT cover_lies_in_our_time"
        )
        cursor.execute(
            "UPDATE roster_responder SET is_available = false, absence = 'away', absent_from = %s, "
            "absent_until = %s WHERE code = 'R-05'",
            [since, until],
        )
        cursor.execute("SELECT charges_follow_absences(NULL, 'Asia/Shanghai', now())")
        cursor.execute(ROSTER)
        cursor.execute(CHARGES)
        cursor.execute(
            "SELECT NOT r.is_available, c.away_from > '2000-01-01', c.away_until FROM charges_charge c "
            "JOIN roster_responder r ON r.id = c.holder_id WHERE r.code = 'R-05'"
        )
        assert cursor.fetchall() == [(away, away or None, None)]
        transaction.set_rollback(True, using="owner")
