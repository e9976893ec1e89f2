"""Evidence: kept with an item, read by whoever sees it, each reading told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import access
from fangxian.features.items.events import Event
from fangxian.features.items.models import Evidence
from fangxian.features.items.pictures import without_metadata
from fangxian.features.items.refusals import EvidenceUnfit, FileClosed
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail

LARGEST = 5_000_000
MOST = 10_000
"""No item and no directive has so many files: a number above it is of none."""
_STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type(content: bytes) -> str:
    """
    What a file is by its first bytes, whatever its name says.

    Raises:
        EvidenceUnfit: too large, empty, or of a kind that is not kept.
    """
    if not content or len(content) > LARGEST:
        raise EvidenceUnfit(field="file")
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise EvidenceUnfit(field="file") from error
    return "text/plain; charset=utf-8"


@transaction.atomic
def add_evidence(
    *, actor: Actor, code: str, name: str, content: bytes, at: datetime | None = None
) -> Evidence:
    """
    Keep a picture or a file with an item.

    Raises:
        NotFound: no such item, or out of sight.
        EvidenceUnfit: too large, or of a kind that is not kept.
    """
    item, at = access.get(actor, code), at or timezone.now()
    kept = Evidence(
        item_id=item.code,
        area=item.area,
        made_area=item.made_area,
        name=name[:120] or "-",
        media_type=media_type(content),
        content=without_metadata(content),
        at=at,
        person=actor.person,
        person_name=actor.name,
    )
    kept.save(force_insert=True)
    trail.record(actor=actor, kind=Event.EVIDENCE_ADDED, area=item.area, subject=code, at=at, item=item.kind)
    return kept


@transaction.atomic
def read_evidence(*, actor: Actor, code: str, number: int) -> Evidence:
    """
    The evidence of an item, by its number there from 1; the trail says who read it.

    Raises:
        NotFound: no such item or evidence, or out of sight.
        FileClosed: the actor only looks as somebody else.
    """
    item = access.get(actor, code)
    if actor.viewer is not None:
        raise FileClosed
    found = list(item.evidence.order_by("at", "pk")[number - 1 : number]) if 1 <= number <= MOST else []
    if not found:
        raise NotFound
    trail.record(actor=actor, kind=Event.EVIDENCE_READ, area=item.area, subject=code, item=item.kind)
    return found[0]
