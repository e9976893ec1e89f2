"""One directive with all its page needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fangxian.features.supervision.directives import access, facts
from fangxian.features.supervision.directives.richtext import rendered
from fangxian.features.supervision.models import (
    Answer,
    Attachment,
    Directive,
    DirectiveState,
    Question,
    QuestionKind,
    Receipt,
)
from fangxian.kernel.authority import Actor, Can

Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page: what its field holds before anything is typed, and where that is from."""

    question: Question
    value: str
    from_facts: bool
    fact: str
    is_number: bool
    is_choice: bool


@dataclass(frozen=True, slots=True)
class Look:
    """
    One directive: `mine` is the actor's own receipt, `changes` what is new since the version before, `newer`
    the version after, `above` the directive it was issued onward from, where that is in sight.
    """

    directive: Directive
    place: str
    text: SafeString
    files: list[Attachment]
    asked: list[Asked]
    mine: Receipt | None
    changes: list[Change]
    newer: Directive | None
    above: Directive | None
    onward: list[Directive] = field(default_factory=list)
    may_change: bool = False
    may_issue_onward: bool = False

    @property
    def runs(self) -> bool:
        """Whether it is in force."""
        return self.directive.state == DirectiveState.ISSUED

    @property
    def waits(self) -> bool:
        """Whether something is still due from the actor."""
        return self.mine is not None and self.mine.ended_at is None and self.mine.reported_at is None


def look(actor: Actor, code: str, typed: Mapping[str, str] | None = None) -> Look:
    """
    One directive; `typed` are answers that could not be taken, to be shown again.

    Raises:
        NotFound: no such directive, or out of sight.
    """
    directive = access.get(actor, code)
    mine = access.own(actor).filter(directive=code).order_by("responder_id").first()
    seen = access.visible(actor)
    issues = actor.may(Can.DIRECTIVE_ISSUE)
    runs = directive.state in (DirectiveState.ISSUED, DirectiveState.SENDING)
    return Look(
        directive=directive,
        place=directive.place or directive.area,
        text=rendered(directive.text),
        files=list(directive.attachments.defer("content").order_by("pk")),
        asked=_asked(actor, directive, mine, typed or {}),
        mine=mine,
        changes=_changes(directive),
        newer=seen.filter(replaces=code).first(),
        above=seen.filter(code=directive.parent).first() if directive.parent else None,
        onward=list(seen.filter(parent=code).order_by("area", "made_at")[:50]),
        may_change=issues and runs and actor.covers(directive.area),
        may_issue_onward=issues and directive.state == DirectiveState.ISSUED and directive.area != actor.area,
    )


def _asked(actor: Actor, directive: Directive, mine: Receipt | None, typed: Mapping[str, str]) -> list[Asked]:
    """The questions, filled from what was answered, else from what is known, else from the version before."""
    questions = list(directive.questions.order_by("position"))
    if not questions:
        return []
    given = dict(_answers(mine, directive.code)) | dict(typed)
    known = facts.known(actor, mine.area, [one.fact for one in questions]) if mine else {}
    before = dict(_answers(mine, directive.replaces)) if directive.replaces else {}
    found = []
    for one in questions:
        value = given.get(one.name, known.get(one.fact, before.get(one.name, "")))
        from_facts = one.fact in known and value == known[one.fact]
        fact = str(facts.FACTS[one.fact].label) if one.fact in facts.FACTS else ""
        kind = one.kind
        found.append(
            Asked(one, value, from_facts, fact, kind == QuestionKind.NUMBER, kind == QuestionKind.YES_NO)
        )
    return found


def _answers(mine: Receipt | None, directive: str) -> list[tuple[str, str]]:
    if mine is None:
        return []
    same = Answer.objects.filter(receipt__directive=directive, receipt__area=mine.area)
    same = same.filter(receipt__responder=mine.responder_id)
    return list(same.values_list("question__name", "value"))


def _changes(directive: Directive) -> list[Change]:
    """What differs from the version before; empty where there is none, or it is out of sight."""
    old = Directive.objects.filter(code=directive.replaces).first() if directive.replaces else None
    if old is None:
        return []
    both = [
        (_("Title"), old.title, directive.title),
        (_("Text"), old.text, directive.text),
        (_("Deadline"), _moment(old.deadline_at), _moment(directive.deadline_at)),
        (_("Questions"), _labels(old), _labels(directive)),
    ]
    return [change for change in both if change[1] != change[2]]


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _labels(directive: Directive) -> str:
    return "；".join(directive.questions.order_by("position").values_list("label", flat=True))
