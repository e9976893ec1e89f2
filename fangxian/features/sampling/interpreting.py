"""What reports from tables, couriers and laboratories change: swabs, tubes and boxes; in any order, once."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.features.sampling.models import Step
from fangxian.kernel.authority import Can
from fangxian.kernel.reports import Fact, Kind, Statement, sealing

# A report speaks of a tube: of a round that runs over where it comes from, whether or not the tube is known.
SUBJECTS = """
    SELECT s.code, r.area FROM unnest(%s::text[]) AS s (code)
    JOIN sampling_round r ON r.code = split_part(s.code, '/', 1)
"""
_TAKE = """
    SELECT sampling_take(%s::uuid[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[],
        %s::timestamptz[], %s::text[], %s::bytea[], %s::text[], %s::bytea[], %s::bytea[], %s::bytea[],
        %s::bytea[])
"""
_BACK = """
    SELECT sampling_take_back(%s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::timestamptz[], %s::text[])
"""
_FOLLOW = """
    SELECT sampling_follow(%s::uuid[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[],
        %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::int[], %s::int[], %s::int[])
"""


def take(facts: Sequence[Fact]) -> list[Statement]:
    """
    Swabs, each into its tube; the people they are of are counted once.

    Strangers stay sealed; their document is known again by its blind index.
    """
    names, numbers, phones, addresses = (
        [sealing.parts(getattr(fact.body, name, None)) for fact in facts]
        for name in ("name", "id_number", "phone", "address")
    )
    columns = (
        [fact.id for fact in facts],
        [fact.area for fact in facts],
        [_plain(fact.body.point) for fact in facts],
        [fact.body.table for fact in facts],
        [fact.subject for fact in facts],
        [_plain(fact.body.target) for fact in facts],
        [fact.occurred_at for fact in facts],
        [fact.person for fact in facts],
        [content for content, _index in names],
        [getattr(fact.body, "id_type", None) or "" for fact in facts],
        *([content for content, _index in numbers], [index for _content, index in numbers]),
        [content for content, _index in phones],
        [content for content, _index in addresses],
    )
    return [(_TAKE, columns)]


def take_back(facts: Sequence[Fact]) -> list[Statement]:
    """Swabs that were none: thrown away at the table, or typed in by mistake."""
    columns = (
        [fact.id for fact in facts],
        [fact.area for fact in facts],
        [fact.subject for fact in facts],
        [fact.body.swab for fact in facts],
        [fact.occurred_at for fact in facts],
        [fact.person for fact in facts],
    )
    return [(_BACK, columns)]


def handle_tube(facts: Sequence[Fact]) -> list[Statement]:
    """A table opens, closes or spoils a tube."""
    nothing = [None for _ in facts]
    columns = (
        [fact.id for fact in facts],
        [fact.area for fact in facts],
        [_plain(fact.body.point) for fact in facts],
        [fact.body.table for fact in facts],
        [fact.subject for fact in facts],
        [fact.body.step for fact in facts],
        [fact.occurred_at for fact in facts],
        [fact.person for fact in facts],
        ["" for _ in facts],
        ["" for _ in facts],
        [fact.body.size if fact.body.step == Step.OPENED else None for fact in facts],
        [fact.body.swabs for fact in facts],
        nothing,
    )
    return [(_FOLLOW, columns)]


def carry_box(facts: Sequence[Fact]) -> list[Statement]:
    """A box is packed, handed on or received: a step of each tube in it, with both signatures."""
    rows = [(fact, tube) for fact in facts for tube in _tubes(fact)]
    nothing = [None for _ in rows]
    columns = (
        [fact.id for fact, _tube in rows],
        [fact.area for fact, _tube in rows],
        ["" for _ in rows],
        [0 for _ in rows],
        [tube for _fact, tube in rows],
        [fact.body.step for fact, _tube in rows],
        [fact.occurred_at for fact, _tube in rows],
        [fact.person for fact, _tube in rows],
        [_plain(fact.body.other) for fact, _tube in rows],
        [fact.subject for fact, _tube in rows],
        nothing,
        nothing,
        [fact.body.celsius for fact, _tube in rows],
    )
    return [(_FOLLOW, columns)] if rows else []


def _tubes(fact: Fact) -> list[str]:
    """The codes of the tubes in a box: those of its round, each once."""
    of_round = fact.subject.partition("/")[0]
    return sorted({f"{of_round}/{_plain(tube)}" for tube in fact.body.tubes})


def _plain(text: str | None) -> str:
    """A text without what a text column does not hold."""
    return (text or "").replace("\0", "")


SWAB = Kind(code="swab", can=Can.SWAB_TAKE, subjects=SUBJECTS, project=take, sure=True)
SWAB_BACK = Kind(code="swab_back", can=Can.SWAB_TAKE, subjects=SUBJECTS, project=take_back, sure=True)
TUBE = Kind(code="tube", can=Can.SWAB_TAKE, subjects=SUBJECTS, project=handle_tube, sure=True)
BOX = Kind(code="box", can=Can.TUBE_CARRY, subjects=SUBJECTS, project=carry_box, sure=True)
KINDS = (SWAB, SWAB_BACK, TUBE, BOX)
