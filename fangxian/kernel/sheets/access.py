"""The only doors to an upload."""

from __future__ import annotations

from django.db.models import QuerySet

from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.sheets import registry
from fangxian.kernel.sheets.models import Upload


def visible(actor: Actor) -> QuerySet[Upload]:
    """The uploads of the actor's area, of the kinds the actor may import."""
    return Upload.objects.filter(kind__in=[kind.code for kind in registry.kinds_of(actor)])


def get(actor: Actor, code: str) -> Upload:
    """
    One upload.

    Raises:
        NotFound: no such upload, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str) -> Upload:
    """
    One upload, locked until the transaction ends.

    Raises:
        NotFound: no such upload, or out of sight.
    """
    return _one(visible(actor).select_for_update(), code)


def _one(uploads: QuerySet[Upload], code: str) -> Upload:
    upload = uploads.filter(code=code).first()
    if upload is None:
        raise NotFound
    return upload
