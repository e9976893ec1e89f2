"""Keeping a file, handing it out, taking it back, removing what is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from fangxian.kernel.authority import Actor
from fangxian.kernel.crypto import Vault
from fangxian.kernel.files import access
from fangxian.kernel.files.events import Event
from fangxian.kernel.files.models import KeptFile
from fangxian.kernel.files.refusals import FileOver
from fangxian.kernel.trail import services as trail

KEPT_FOR = timedelta(hours=24)
COLUMN = "kept_file"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is handed out."""

    name: str
    mime: str
    content: bytes


def keep(
    *, actor: Actor, code: str, area: str, subject: str, rows: int, content: Content, at: datetime
) -> KeptFile:
    """Keep a file for the actor, sealed; who may make it, and the line of the trail, are the caller's."""
    kept = KeptFile(
        code=code,
        incident=actor.incident,
        area=area,
        person=actor.person,
        subject=subject,
        name=content.name,
        mime=content.mime,
        rows=rows,
        made_at=at,
        expires_at=at + KEPT_FOR,
        sealed=_vault(actor.incident).seal_bytes(content.content, COLUMN),
    )
    kept.save(force_insert=True)
    return kept


@transaction.atomic
def hand_out(*, actor: Actor, code: str, at: datetime) -> Content:
    """
    The file in the clear, counted and told to the trail.

    Raises:
        NotFound: see `access.claim`.
        FileOver: its time is over, or it was taken often enough.
    """
    kept = access.claim(actor, code)
    if kept.is_over(at):
        raise FileOver
    kept.downloads += 1
    kept.save(update_fields=["downloads"])
    trail.record(
        actor=actor,
        kind=Event.DOWNLOADED,
        area=kept.area,
        subject=code,
        at=at,
        name=kept.name,
        times=kept.downloads,
    )
    return Content(kept.name, kept.mime, _vault(kept.incident).open_bytes(kept.sealed, COLUMN))


@transaction.atomic
def take_back(*, actor: Actor, code: str, at: datetime) -> None:
    """
    Remove a file before its time.

    Raises:
        NotFound: see `access.claim`.
    """
    kept = access.claim(actor, code)
    kept.delete()
    trail.record(actor=actor, kind=Event.TAKEN_BACK, area=kept.area, subject=code, at=at, name=kept.name)


@transaction.atomic
def remove_expired(*, actor: Actor, now: datetime) -> int:
    """Remove files whose time is over, some at once; how many."""
    over = KeptFile.objects.filter(expires_at__lte=now).defer("sealed").order_by("expires_at")
    found = list(over.select_for_update(skip_locked=True)[:AT_ONCE])
    for kept in found:
        kept.delete()
        trail.record(
            actor=actor, kind=Event.EXPIRED, area=kept.area, subject=kept.code, at=now, times=kept.downloads
        )
    return len(found)


def _vault(incident: str) -> Vault:
    """The vault of an incident, from where the settings say: whoever keeps incidents stands above."""
    vault: Vault = import_string(settings.VAULT)(incident)
    return vault
