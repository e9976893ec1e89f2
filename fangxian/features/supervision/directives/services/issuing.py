"""Issuing a directive: looked at first, then written, asked about once only, and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fangxian.features.supervision import tasks
from fangxian.features.supervision.directives import access, addressing, asking, rules
from fangxian.features.supervision.directives.asking import Earlier
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.refusals import DeadlinePast, NotRunning, QuestionAsked
from fangxian.features.supervision.directives.services import drafts
from fangxian.features.supervision.directives.services.drafts import Draft
from fangxian.features.supervision.directives.services.sending import send_now
from fangxian.features.supervision.directives.services.stepping import take_up
from fangxian.features.supervision.models import Attachment, Directive, DirectiveState, Question
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Conflict
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Preview:
    """What issuing would do: `expected` would have it; `earlier` is what is asked of them already."""

    expected: int
    earlier: list[Earlier]


def preview_directive(
    *, actor: Actor, draft: Draft, replaces: str = "", at: datetime | None = None
) -> Preview:
    """
    How many a draft is for, and what they are asked already; nothing is written.

    Raises:
        NotAllowed, DeadlinePast, NobodyAddressed, PeopleUnknown: as `issue_directive`.
    """
    at = at or timezone.now()
    directive = _checked(actor, draft, at)
    asked = drafts.questions(directive, draft.questions)
    expected = addressing.count(actor, directive)
    found = asking.earlier(actor, directive, asked)
    return Preview(expected, [one for one in found if one.directive != replaces])


@transaction.atomic
def issue_directive(*, actor: Actor, draft: Draft, at: datetime | None = None) -> Directive:
    """
    Issue a directive, or issue one onward that the actor has (`draft.parent`), which is begun with by that.

    Up to 2,000 receivers have it when this returns; more are sent it by a worker. A draft that comes again,
    by its code, gives back what was issued.

    Raises:
        NotAllowed: the actor issues none, or names an area outside their charge.
        NotFound: the one to be issued onward is not the actor's.
        NotRunning: that one was withdrawn or replaced.
        DeadlinePast, NobodyAddressed, PeopleUnknown, EvidenceUnfit: see there.
        QuestionAsked: the same is asked of some of the same people already.
    """
    at, root = at or timezone.now(), ""
    number = _next_number(actor, at)
    if draft.code and (made := Directive.objects.filter(code=draft.code, made_by=actor.person).first()):
        return made
    if draft.parent:
        above = access.get(actor, draft.parent)
        if above.state != DirectiveState.ISSUED:
            raise NotRunning
        root = above.root
    made = issue(actor, draft, number=number, version=1, replaces="", root=root, at=at)
    if draft.parent:
        take_up(actor, draft.parent, at)
    return made


def issue(
    actor: Actor, draft: Draft, *, number: str, version: int, replaces: str, root: str, at: datetime
) -> Directive:
    """Write a directive under a number, and send it; see `issue_directive`."""
    directive = _checked(actor, draft, at)
    directive.number, directive.version, directive.replaces = number, version, replaces
    directive.root = root or directive.code
    directive.expected = addressing.count(actor, directive)
    asked = drafts.questions(directive, draft.questions)
    found = asking.earlier(actor, directive, asked)
    if found:
        raise _asked(found[0])
    try:
        with transaction.atomic():
            directive.save(force_insert=True)
    except IntegrityError as error:
        # The code of the form is somebody else's, maybe out of sight.
        raise Conflict from error
    Question.objects.bulk_create(asked)
    files = [drafts.attachment(directive, name, content) for name, content in draft.files]
    Attachment.objects.bulk_create(files)
    trail.record(
        actor=actor,
        kind=Event.ISSUED,
        area=actor.area,
        subject=directive.code,
        at=at,
        number=number,
        version=version,
        expected=directive.expected,
    )
    if directive.expected <= rules.AT_ONCE:
        return send_now(actor, directive, at)
    tasks.queue_sending(directive.code, actor)
    return directive


def _checked(actor: Actor, draft: Draft, at: datetime) -> Directive:
    for area in draft.areas or (actor.area,):
        actor.require(Can.DIRECTIVE_ISSUE, area)
    if draft.deadline_at <= at:
        raise DeadlinePast(field="deadline_at")
    return drafts.written(actor, draft, at)


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


def _asked(one: Earlier) -> QuestionAsked:
    return QuestionAsked(
        field="questions",
        name=one.name,
        question=one.label,
        number=one.number,
        directive=one.directive,
        same=one.same,
        answered=one.answered,
    )
