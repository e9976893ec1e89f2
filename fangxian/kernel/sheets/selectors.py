"""Questions about uploads."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from fangxian.kernel.authority import Actor
from fangxian.kernel.sheets import access, files, registry
from fangxian.kernel.sheets.models import State, Upload
from fangxian.kernel.sheets.reasons import tell


@dataclass(frozen=True, slots=True)
class Told:
    """A reason as people read it."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An upload as its page shows it: what it is, the first rows, the first reasons, what can be fetched."""

    upload: Upload
    kind: str
    columns: list[str]
    rows: list[list[str]]
    reasons: list[Told]
    can_fetch: bool
    same: Upload | None


def uploads(actor: Actor) -> QuerySet[Upload]:
    """The uploads in sight, the newest first."""
    return access.visible(actor).order_by("-made_at", "-pk")


def picture(actor: Actor, code: str) -> Picture:
    """
    One upload with all its page needs.

    Raises:
        NotFound: no such upload, or out of sight.
    """
    upload = access.get(actor, code)
    kind = registry.get(actor, upload.kind)
    outcome = upload.outcome or {}
    reasons = [
        Told(one["line"], kind.title_of(one["column"]), tell(one["code"], one["facts"], kind.words()))
        for one in outcome.get("first_reasons", [])
    ]
    return Picture(
        upload=upload,
        kind=str(kind.title),
        columns=[str(column.title) for column in kind.columns],
        rows=outcome.get("sample", []),
        reasons=reasons,
        can_fetch=upload.has_refused and files.refused_of(upload.code, upload.form).exists(),
        same=_same(actor, upload),
    )


def _same(actor: Actor, upload: Upload) -> Upload | None:
    """The last time the very same file was taken in."""
    others = access.visible(actor).exclude(pk=upload.pk).filter(kind=upload.kind, sha256=upload.sha256)
    return others.filter(state=State.DONE).order_by("-ended_at").first()
