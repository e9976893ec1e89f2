"""Files that go with a directive: read by whoever has it, each reading told."""

from __future__ import annotations

from django.db import transaction

from fangxian.features.items.refusals import FileClosed
from fangxian.features.items.services.keeping import MOST
from fangxian.features.supervision.directives import access
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.models import Attachment
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@transaction.atomic
def read_attachment(*, actor: Actor, code: str, number: int) -> Attachment:
    """
    The file of a directive, by its number there from 1; the trail says who read it.

    Raises:
        NotFound: no such directive or file, or out of sight.
        FileClosed: the actor only looks as somebody else.
    """
    directive = access.get(actor, code)
    if actor.viewer is not None:
        raise FileClosed
    found = list(directive.attachments.order_by("pk")[number - 1 : number]) if 1 <= number <= MOST else []
    if not found:
        raise NotFound
    trail.record(
        actor=actor,
        kind=Event.FILE_READ,
        area=directive.area,
        subject=code,
        file=number,
        number=directive.number,
    )
    return found[0]
