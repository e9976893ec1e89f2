"""Tallies added up now and then, and all of them counted anew."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from fangxian.features.items import statements
from fangxian.features.items.events import Event
from fangxian.features.items.models import Tally
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many items there are, and how many tallies were not as counted anew."""

    items: int
    wrong: int

    @property
    def equal(self) -> bool:
        """Whether the live tallies were those counted anew."""
        return not self.wrong


@transaction.atomic
def gather_tallies() -> int:
    """Add up the rows of each tally in the actor's sight to one; how many rows fewer there are."""
    with connection.cursor() as cursor:
        cursor.execute(statements.GATHER)
        return int(cursor.fetchone()[0])


@transaction.atomic
def recount(*, actor: Actor, keep: bool = True) -> Recounted:
    """
    Count all items of the actor's incident anew, by somebody who sees all of them; changes wait meanwhile.

    With `keep` false nothing is changed and only the comparison remains.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE items_item IN SHARE MODE")  # nothing changes any more
        cursor.execute("LOCK TABLE items_tally IN EXCLUSIVE MODE")  # nor is anything added up
        cursor.execute("DROP TABLE IF EXISTS pg_temp.anew, pg_temp.live")
        cursor.execute(f"CREATE TEMPORARY TABLE anew ON COMMIT DROP AS {statements.COUNTED}")
        cursor.execute(f"CREATE TEMPORARY TABLE live ON COMMIT DROP AS {statements.LIVE}")
        cursor.execute(_WRONG)
        wrong = int(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM items_item WHERE incident = %s", [actor.incident])
        items = int(cursor.fetchone()[0])
        if keep:
            Tally.objects.filter(incident=actor.incident).delete()
            cursor.execute(statements.insert("SELECT * FROM anew"))
    if keep:
        trail.record(actor=actor, kind=Event.RECOUNTED, area=actor.area, count=items)
    return Recounted(items, wrong)


_WRONG = """
    SELECT greatest((SELECT count(*) FROM (TABLE anew EXCEPT TABLE live) d),
                    (SELECT count(*) FROM (TABLE live EXCEPT TABLE anew) d))
"""
