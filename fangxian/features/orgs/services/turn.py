"""One change of the tree at a time: two moves at once could make a circle."""

from __future__ import annotations

from django.db import connection

TURN = "SELECT pg_advisory_xact_lock(hashtext('fangxian tree of units'))::text"


def wait_turn() -> None:
    """Wait until no other transaction changes the shape of the tree; held until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute(TURN)
