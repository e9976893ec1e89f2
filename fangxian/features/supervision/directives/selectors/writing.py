"""What a page for writing a directive begins with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from fangxian.features.supervision.models import Directive, Question
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import new_code

_ORDER = list(Level.values)


def areas(actor: Actor) -> list[tuple[str, str]]:
    """The actor's area, those directly inside it and those inside these, as choices."""
    below = Area.objects.filter(parent=actor.area, valid_until__isnull=True)
    near = Q(code=actor.area) | Q(parent=actor.area) | Q(parent__in=below.values("code"))
    found = Area.objects.filter(near, valid_until__isnull=True).exclude(level=Level.GRID).order_by("code")
    return [
        (code, f"{name} · {Level(level).label}")
        for code, name, level in found.values_list("code", "name", "level")
    ]


def levels(actor: Actor) -> list[tuple[str, str]]:
    """The levels below the actor's own, as choices."""
    own = Area.objects.filter(code=actor.area).values_list("level", flat=True).first()
    below = _ORDER[_ORDER.index(own) + 1 :] if own else _ORDER
    return [(level, str(Level(level).label)) for level in below]


def subjects(actor: Actor) -> list[str]:
    """Subjects of questions asked before in the actor's sight, to be picked again."""
    return list(Question.objects.order_by("name").values_list("name", flat=True).distinct()[:100])


def begin(
    actor: Actor, parent: Directive | None, old: Directive | None, deadline: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The form's and the questions' beginning: the version before, the directive above, or nothing."""
    source = old or parent
    initial: dict[str, Any] = {"deadline_at": deadline, "levels": [_below(actor)]}
    initial["code"] = new_code("directive")
    if source is None:
        return initial, []
    initial |= {"title": source.title, "text": source.text, "deadline_at": source.deadline_at}
    if old is not None:
        initial |= {name: getattr(old, name) for name in ("to", "areas", "levels", "role", "unit")}
        initial["people"] = " ".join(old.people)
    return initial, [_question(one) for one in source.questions.order_by("position")]


def _below(actor: Actor) -> str:
    """The level directly inside the actor's area."""
    level = Area.objects.filter(parent=actor.area, valid_until__isnull=True).values_list("level", flat=True)
    return level.order_by("code").first() or str(Level.GRID)


def _question(one: Question) -> dict[str, Any]:
    names = ("label", "name", "kind", "period", "fact", "minutes", "required")
    return {name: getattr(one, name) for name in names}
