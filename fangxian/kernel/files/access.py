"""The only doors to kept files: one's own, of the area one acts for."""

from __future__ import annotations

from django.db.models import QuerySet

from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.files.models import KeptFile


def visible(actor: Actor) -> QuerySet[KeptFile]:
    """What the actor made under the present area, without the contents."""
    return KeptFile.objects.filter(person=actor.person, incident=actor.incident).defer("sealed")


def claim(actor: Actor, code: str) -> KeptFile:
    """
    One of those, locked until the transaction ends.

    Raises:
        NotFound: there is none, it is another's, or of another area.
    """
    found = visible(actor).select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound
    return found
