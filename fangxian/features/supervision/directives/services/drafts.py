"""Directives to be: what their writer wants, and the rows that become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from fangxian.features.items.pictures import without_metadata
from fangxian.features.items.services.keeping import media_type
from fangxian.features.supervision.directives import addressing, rules
from fangxian.features.supervision.models import Attachment, Directive, Period, Question, QuestionKind, To
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import new_code


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to be asked: `name` is what it is about, the same whoever asks it."""

    name: str
    label: str
    kind: str = QuestionKind.NUMBER
    required: bool = True
    fact: str = ""
    period: str = Period.DAY
    minutes: float = rules.MINUTES


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A directive to be: what, until when, for whom, what is asked; `files` are names with contents.

    `code` is the code it is to have, if one was given out with the empty form: sent twice, it is issued once.
    """

    title: str
    text: str
    deadline_at: datetime
    to: str = To.AREAS
    areas: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    role: str = ""
    unit: str = ""
    people: tuple[str, ...] = ()
    questions: tuple[Wanted, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    parent: str = ""
    code: str = ""


def written(actor: Actor, draft: Draft, at: datetime) -> Directive:
    """The directive of a draft, not numbered and not saved."""
    code = draft.code or new_code("directive")
    return Directive(
        code=code,
        incident=actor.incident,
        area=actor.area,
        place=Area.objects.filter(code=actor.area).values_list("name", flat=True).first() or "",
        title=draft.title,
        text=draft.text.replace("\r\n", "\n"),
        deadline_at=draft.deadline_at,
        root=code,
        parent=draft.parent,
        to=draft.to,
        areas=addressing.outermost(draft.areas),
        levels=list(draft.levels),
        role=draft.role,
        unit=draft.unit,
        people=list(dict.fromkeys(draft.people)),
        heard_at=at,
        made_by=actor.person,
        made_by_name=actor.name,
        made_at=at,
    )


def questions(directive: Directive, wanted: Sequence[Wanted]) -> list[Question]:
    """What it asks, not saved; each for the stretch of days that its answer holds for."""
    made = []
    for position, one in enumerate(wanted, start=1):
        start, until = rules.asked_of(one.period, timezone.localdate(directive.made_at))
        made.append(
            Question(
                directive=directive,
                area=directive.area,
                position=position,
                name=one.name,
                label=one.label,
                kind=one.kind,
                required=one.required,
                fact=one.fact,
                period=one.period,
                asked_from=start,
                asked_until=until,
                minutes=Decimal(str(one.minutes)),
            )
        )
    return made


def attachment(directive: Directive, name: str, content: bytes) -> Attachment:
    """
    A file that goes with it, not saved.

    Raises:
        EvidenceUnfit: too large, or of a kind that is not kept.
    """
    return Attachment(
        directive=directive,
        area=directive.area,
        name=name[:120] or "-",
        media_type=media_type(content),
        content=without_metadata(content),
        at=directive.made_at,
    )
