"""Issuing a directive: written once, checked, numbered, then sent to everybody it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.items.pictures import without_metadata
from fangxian.features.items.services.keeping import media_type
from fangxian.features.supervision import tasks
from fangxian.features.supervision.directives import access, addressing, asking, rules
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.refusals import DeadlinePast, NotRunning, QuestionAsked
from fangxian.features.supervision.directives.services.sending import send_now
from fangxian.features.supervision.models import (
    Attachment,
    Directive,
    DirectiveState,
    Period,
    Question,
    QuestionKind,
    To,
)
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code
from fangxian.kernel.trail import services as trail


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
    """A directive to be: what, until when, for whom, what is asked; `files` are names with contents."""

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


@transaction.atomic
def issue_directive(*, actor: Actor, draft: Draft, at: datetime | None = None) -> Directive:
    """
    Issue a directive, or issue one onward that the actor has (`draft.parent`).

    Up to 2,000 receivers have it when this returns; more are sent it by a worker.

    Raises:
        NotAllowed: the actor issues none, or names an area outside their charge.
        NotFound: the one to be issued onward is not the actor's.
        NotRunning: that one was withdrawn or replaced.
        DeadlinePast, NobodyAddressed, PeopleUnknown, EvidenceUnfit: see there.
        QuestionAsked: the same is asked of some of the same people already.
    """
    at, root = at or timezone.now(), ""
    if draft.parent:
        above = access.get(actor, draft.parent)
        if above.state != DirectiveState.ISSUED:
            raise NotRunning
        root = above.root
    return issue(actor, draft, number=_next_number(actor, at), version=1, replaces="", root=root, at=at)


def issue(
    actor: Actor, draft: Draft, *, number: str, version: int, replaces: str, root: str, at: datetime
) -> Directive:
    """Write a directive under a number, and send it; see `issue_directive`."""
    for area in draft.areas or (actor.area,):
        actor.require(Can.DIRECTIVE_ISSUE, area)
    if draft.deadline_at <= at:
        raise DeadlinePast(field="deadline_at")
    code = new_code("directive")
    directive = Directive(
        code=code,
        incident=actor.incident,
        area=actor.area,
        place=Area.objects.filter(code=actor.area).values_list("name", flat=True).first() or "",
        number=number,
        version=version,
        title=draft.title,
        text=draft.text.replace("\r\n", "\n"),
        deadline_at=draft.deadline_at,
        root=root or code,
        parent=draft.parent,
        replaces=replaces,
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
    directive.expected = addressing.count(actor, directive)
    questions = _questions(directive, draft.questions)
    _not_asked_twice(actor, directive, questions)
    directive.save(force_insert=True)
    Question.objects.bulk_create(questions)
    Attachment.objects.bulk_create([_attachment(directive, name, content) for name, content in draft.files])
    trail.record(
        actor=actor,
        kind=Event.ISSUED,
        area=actor.area,
        subject=code,
        at=at,
        number=number,
        version=version,
        expected=directive.expected,
    )
    if directive.expected <= rules.AT_ONCE:
        return send_now(actor, directive, at)
    tasks.queue_sending(code, actor)
    return directive


def _next_number(actor: Actor, at: datetime) -> str:
    """The next number of the actor's area this year, e.g. `2022-007`; others wait until this is committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"directive {actor.incident} {actor.area}"],
        )
    year = f"{timezone.localtime(at):%Y}-"
    here = Directive.objects.filter(incident=actor.incident, area=actor.area, number__startswith=year)
    taken = here.values_list("number", flat=True).distinct().count()
    return f"{year}{taken + 1:03d}"


def _questions(directive: Directive, wanted: Sequence[Wanted]) -> list[Question]:
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


def _not_asked_twice(actor: Actor, directive: Directive, questions: Sequence[Question]) -> None:
    found = asking.earlier(actor, directive, questions)
    if found:
        one = found[0]
        raise QuestionAsked(
            field="questions",
            name=one.name,
            question=one.label,
            number=one.number,
            directive=one.directive,
            same=one.same,
            answered=one.answered,
        )


def _attachment(directive: Directive, name: str, content: bytes) -> Attachment:
    return Attachment(
        directive=directive,
        area=directive.area,
        name=name[:120] or "-",
        media_type=media_type(content),
        content=without_metadata(content),
        at=directive.made_at,
    )
