"""The days of the log: each has a partition before its first report comes."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

BEHIND, AHEAD = 3, 14
"""Days: phones that were away bring reports minted before today; a worker may be away for a while, too."""


def open_days(today: date) -> int:
    """
    Have a partition for each day from three days ago until two weeks ahead; how many were made.

    A day some of whose reports came before it had one goes on in the partition of all other ids.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT field_open_days(%s, %s)", [today - timedelta(days=BEHIND), BEHIND + 1 + AHEAD])
        return int(cursor.fetchone()[0])
