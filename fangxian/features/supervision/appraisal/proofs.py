"""What a note can stand on: an inspection, a finding, a task or a directive of where the person stood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from fangxian.features.items import access as items
from fangxian.features.items.kinds import TASK
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.supervision.appraisal.refusals import ProofMissing, ProofUnfit
from fangxian.features.supervision.directives.flow import DIRECTIVE
from fangxian.features.supervision.inspections import access as inspections
from fangxian.features.supervision.inspections import words
from fangxian.features.supervision.inspections.flow import FINDING
from fangxian.features.supervision.models import Appraised, FactLine, Inspection, Told
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

KINDS = (TASK.kind, DIRECTIVE.kind, FINDING.kind)
STOOD = (Told.CHARGE, Told.DEPUTY, Told.POST, Told.SECONDED)


@dataclass(frozen=True, slots=True)
class Proof:
    """One of them: `kind` is `inspection`, or the kind of item."""

    kind: str
    code: str
    title: str


def find(actor: Actor, who: Appraised, code: str) -> Proof:
    """
    What a code names, if it says anything of the person: of a place where they stood, in the period.

    Raises:
        ProofMissing: nothing in sight.
        ProofUnfit: it is of another kind, place or time.
    """
    seen = items.visible(actor).filter(code=code)
    number = _number(code)
    if number is not None and not seen.exists():
        return _inspection(actor, who, number)
    if not code or not seen.exists():
        raise ProofMissing(field="proof")
    item = _items(who, seen).first()
    if item is None:
        raise ProofUnfit(field="proof")
    return Proof(item.kind, item.code, item.title)


def suggested(actor: Actor, who: Appraised) -> list[Proof]:
    """The latest things that a note about a person could stand on."""
    found = _items(who, items.visible(actor)).order_by("-made_at")[:20]
    some = [Proof(one.kind, one.code, one.title) for one in found]
    made = _inspections(who, inspections.inspections(actor)).order_by("-at")[:10]
    return some + [Proof("inspection", str(one.pk), f"{_title(one)} {one.at:%m-%d %H:%M}") for one in made]


def _inspection(actor: Actor, who: Appraised, number: UUID) -> Proof:
    seen = inspections.inspections(actor).filter(pk=number)
    made = _inspections(who, seen).first()
    if made is None:
        raise ProofUnfit(field="proof") if seen.exists() else ProofMissing(field="proof")
    return Proof("inspection", str(made.pk), _title(made))


def _items(who: Appraised, found: QuerySet[Item]) -> QuerySet[Item]:
    """Those of a kind that shows work, where the person stood, made or moved in the period."""
    moved = ItemLine.objects.filter(
        item=OuterRef("pk"), at__gte=who.appraisal.starts_at, at__lt=who.appraisal.ends_at
    )
    return found.filter(_there(who), Exists(moved), kind__in=KINDS).exclude(state="withdrawn")


def _inspections(who: Appraised, found: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Those of a place where the person stood, made in the period."""
    return found.filter(_there(who), at__gte=who.appraisal.starts_at, at__lt=who.appraisal.ends_at)


def _there(who: Appraised) -> Q:
    """Inside the areas of the posts and charges that the person held in the period."""
    held = FactLine.objects.filter(
        appraisal=who.appraisal_id, responder=who.responder_id, round=who.appraisal.round, kind__in=STOOD
    )
    areas = set(held.exclude(place="").values_list("place", flat=True))
    if who.role:  # of a list also those who held nothing, and their area is the whole of it
        areas.add(who.area)
    return reduce(or_, (within(area) for area in sorted(areas)), Q(pk__in=[]))


def _title(made: Inspection) -> str:
    return f"{words.checklist(made.checklist)} {made.subject}"


def _number(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None
