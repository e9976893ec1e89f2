"""What a note can stand on: an inspection, a finding or an item that the writer can see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fangxian.features.items import access as items
from fangxian.features.supervision.appraisal.refusals import ProofMissing
from fangxian.features.supervision.inspections import access as inspections
from fangxian.features.supervision.inspections import words
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Proof:
    """One of them: `kind` is `inspection`, or the kind of item."""

    kind: str
    code: str
    title: str


def find(actor: Actor, code: str) -> Proof:
    """
    What a code names.

    Raises:
        ProofMissing: nothing in sight.
    """
    item = items.visible(actor).filter(code=code).first() if code else None
    if item is not None:
        return Proof(item.kind, item.code, item.title)
    number = _number(code)
    made = inspections.inspections(actor).filter(pk=number).first() if number else None
    if made is None:
        raise ProofMissing(field="proof")
    return Proof("inspection", str(made.pk), f"{words.checklist(made.checklist)} {made.subject}")


def suggested(actor: Actor, area: str) -> list[Proof]:
    """The latest things of an area that a note could stand on."""
    found = items.visible(actor).filter(within(area)).order_by("-made_at")[:20]
    some = [Proof(one.kind, one.code, one.title) for one in found]
    made = inspections.inspections(actor).filter(within(area)).order_by("-at")[:10]
    return some + [
        Proof(
            "inspection", str(one.pk), f"{words.checklist(one.checklist)} {one.subject} {one.at:%m-%d %H:%M}"
        )
        for one in made
    ]


def _number(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None
