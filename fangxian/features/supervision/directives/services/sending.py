"""Laying out receipts: in sets, each counted as it is made, so that a sending that is killed goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from fangxian.features.items.services import Wanted, open_items
from fangxian.features.supervision.directives import access, addressing, rules
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.flow import KIND
from fangxian.features.supervision.models import Directive, DirectiveState, Receipt, To
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail

AT_ONCE = {True: 2_000, False: 20_000}
"""How many receipts one transaction lays out: of leads, each with an item, or of people."""

_LAY_OUT = """
    WITH those AS MATERIALIZED (
        SELECT * FROM ({source}) AS everybody WHERE {after} ORDER BY {key} LIMIT %(limit)s
    ), made AS (
        INSERT INTO supervision_receipt (directive_id, root, incident, area, made_area, level, responder_id,
            name, item, by_name, answer, reminders, remind_at)
        SELECT %(code)s, %(root)s, %(incident)s, area, %(own)s, level, nullif(responder, 0), name, '', '', '',
               0, CASE WHEN responder <> 0 THEN %(remind_at)s::timestamptz END
        FROM those ORDER BY area, responder ON CONFLICT DO NOTHING RETURNING area, level
    ), counted AS (
        INSERT INTO supervision_tally AS t (directive_id, root, area, made_area, level, addressed, received,
            read, acknowledged, acted, reported)
        SELECT %(code)s, %(root)s, area, %(own)s, level, count(*), 0, 0, 0, 0, 0
        FROM made GROUP BY area, level
        ON CONFLICT (directive_id, area, level) DO UPDATE SET addressed = t.addressed + excluded.addressed
    )
    SELECT (SELECT count(*) FROM those), (SELECT max({key}) FROM those), (SELECT count(*) FROM made)
"""
_NAME_ITEMS = """
    UPDATE supervision_receipt r SET item = w.item
    FROM unnest(%(areas)s::text[], %(items)s::text[]) AS w(area, item)
    WHERE r.directive_id = %(code)s AND r.responder_id IS NULL AND r.area = w.area COLLATE "C"
"""


def send_now(actor: Actor, directive: Directive, at: datetime) -> Directive:
    """Lay out every receipt of a directive in the present transaction."""
    after: object = None
    while True:
        found, after = _lay_out(actor, directive, after, at)
        if not found:
            return _sent(actor, directive, at)


def send_directive(*, actor: Actor, code: str, at: datetime | None = None) -> int:
    """
    Lay out the receipts of a directive, a set a transaction, so that its page shows how far this is.

    Begun again after a worker was killed, it makes those that are missing and counts none twice. Gives back
    how many there are; 0 if there was nothing to send any more.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    at, after = at or timezone.now(), None
    while True:
        with scope.acting(actor):
            directive = access.claim(actor, code)
            if directive.state != DirectiveState.SENDING:
                return 0
            found, after = _lay_out(actor, directive, after, at)
            if not found:
                return _sent(actor, directive, at).sent


def _lay_out(actor: Actor, directive: Directive, after: object, at: datetime) -> tuple[int, object]:
    """Receipts for the next of those it is for; how many those are, and the last of them."""
    leads = directive.to == To.AREAS
    asked = addressing.source(actor, directive)
    key = "area" if leads else "responder"
    later = "true" if after is None else f"{key} > %(after)s" + (' COLLATE "C"' if leads else "")
    facts = asked.facts | {
        "after": after,
        "limit": AT_ONCE[leads],
        "code": directive.code,
        "root": directive.root,
        "remind_at": at + rules.REMINDED_AFTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LAY_OUT.format(source=asked.query, after=later, key=key), facts)
        found, last, made = cursor.fetchone()
    if leads and made:
        _open_items(actor, directive, at)
    directive.sent, directive.heard_at = directive.sent + made, timezone.now()
    directive.save(update_fields=["sent", "heard_at"])
    return int(found), last


def _open_items(actor: Actor, directive: Directive, at: datetime) -> None:
    """An item for every lead who has none yet; it stands under that of whoever issues onward."""
    new = Receipt.objects.filter(directive=directive, responder__isnull=True, item="").order_by("area")
    areas = list(new.values_list("area", flat=True))
    above = Receipt.objects.filter(directive=directive.parent, area=directive.area, responder__isnull=True)
    parent = above.values_list("item", flat=True).first() if directive.parent else ""
    # A directive sent late still has the deadline it was written with.
    deadline = max(directive.deadline_at, at + timedelta(minutes=1))
    wanted = [
        Wanted(
            area=area,
            title=directive.title,
            text=directive.text,
            subject=directive.code,
            parent=parent or "",
            deadline_at=deadline,
        )
        for area in areas
    ]
    items = open_items(actor=actor, kind=KIND, wanted=wanted, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            _NAME_ITEMS,
            {
                "areas": [item.area for item in items],
                "items": [item.code for item in items],
                "code": directive.code,
            },
        )


def _sent(actor: Actor, directive: Directive, at: datetime) -> Directive:
    directive.sent = Receipt.objects.filter(directive=directive).count()
    directive.expected, directive.state = directive.sent, DirectiveState.ISSUED
    directive.save(update_fields=["sent", "expected", "state"])
    trail.record(
        actor=actor,
        kind=Event.SENT,
        area=directive.area,
        subject=directive.code,
        at=at,
        number=directive.number,
        sent=directive.sent,
    )
    return directive
