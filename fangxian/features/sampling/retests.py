"""
What results change beyond their tube: pools opened, everybody in them an item, and pools resolved;
statements.

They run in the caller's scope, after `sampling_note_results`, on the tubes it was called with. What comes
after a result, a swab of a bad tube, one taken back, a single swab, is noted by a worker.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from fangxian.features.items import rules
from fangxian.features.items.services import writing
from fangxian.features.sampling.flow import FOUND, RETEST, SWABBED, UNSWABBED
from fangxian.features.sampling.pool_statements import ASTRAY, FOLLOW, ITEM, ROUNDS
from fangxian.kernel.authority import Actor

Statement = tuple[str, dict[str, Any]]

# Single swabs of who is in an open pool: who waits for a swab no more waits for its result.
_SWABBED = f"""
    SELECT DISTINCT ON (s.id) {ITEM} AS code, a.at FROM sampling_pool p
    JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void AND s.target <> ''
    JOIN items_item i ON i.code = {ITEM} AND i.state = ANY(%s)
    JOIN sampling_swab a ON a.target = s.target AND NOT a.void AND a.at > s.at
    JOIN sampling_tube one ON one.code = a.tube AND one.size = 1 AND one.stage <> 'spoiled'
        AND one.result = ''
    WHERE p.resolved_at IS NULL AND p.round IN {ROUNDS}
    ORDER BY s.id, a.at DESC
"""  # noqa: S608 names are ours
_SWAB = writing.moving(
    f"""
    SELECT r.code, 'swabbed', r.at, %s, NULL::timestamptz, r.at + %s::interval, r.at + %s::interval, false
    FROM ({_SWABBED}) r
    """  # noqa: S608 names are ours
)
_SWAB_TOLD = writing.telling(f"SELECT r.code, r.at, %s, %s, 'swab', '' FROM ({_SWABBED}) r")  # noqa: S608


def follow(actor: Actor, tubes: list[str], at: datetime) -> list[Statement]:
    """The statements for tubes whose results were noted `at`."""
    within = RETEST.within(FOUND) or timedelta()
    called = rules.next_call(RETEST, at + within, 0)
    with override(settings.LANGUAGE_CODE):  # stored text is in the installation's language
        title = _("Re-test, tube ")
    said = {"tubes": tubes, "title": title, "at": at, "by": actor.person, "name": actor.name}
    clocks = {"within": within, "reminded": (called or at) - at}
    return [(sql, said | clocks) for sql in FOLLOW]


def catch_up(actor: Actor, at: datetime) -> int:
    """
    Let pools follow what came after their result, in all rounds of the actor's incident; how many tubes.

    A phone that was offline brings a swab of a tube that is known to be bad: nobody else would look for
    whom it is of.
    """
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY)
        tubes = sorted(code for (code,) in cursor.fetchall())
        for sql, said in follow(actor, tubes, at) if tubes else ():
            cursor.execute(sql, said)
    return len(tubes)


def note_swabs(actor: Actor) -> int:
    """
    Move re-tests whose people were sampled singly, in all rounds of the actor's incident; how many.

    A table may be far from where they live, out of the sight of who swabs there: so a worker does it, soon.
    """
    within = RETEST.within(SWABBED) or timedelta()
    with connection.cursor() as cursor:
        cursor.execute(_SWAB_TOLD, [actor.person, actor.name, list(UNSWABBED)])
        values: list[Any] = [actor.person, within, within - RETEST.reminds, list(UNSWABBED)]
        cursor.execute(_SWAB, values)
        return int(cursor.rowcount)
