"""What an inspection does: a row, a line for each thing seen, a finding for each failed one; in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fangxian.features.items import rules
from fangxian.features.supervision.inspections import flow, statements
from fangxian.kernel.authority import Can, Role
from fangxian.kernel.authority.table import allows
from fangxian.kernel.reports import Fact, Kind, Statement
from fangxian.kernel.reports.checklists import Line, Seen, load

INSPECTS = [str(role) for role in Role if allows(role, Can.INSPECTION_MAKE)]
TITLES = "zh-Hans"
"""The language in which findings are titled; pages show the words of the checklist in their own."""
MOVES = {"ok": flow.CLOSE, "failed": flow.RETURN}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a report: its place there, and what the checklist says of it."""

    fact: Fact
    position: int
    seen: Seen
    line: Line

    @property
    def code(self) -> str:
        """The code of the finding that this line opens: the same from wherever the report comes."""
        return finding_code(self.fact.id, self.position)

    @property
    def remark(self) -> str:
        """What was written beside it, without what a text column does not hold."""
        return self.seen.remark.replace("\0", "").strip()

    @property
    def opens(self) -> bool:
        """Whether it is something newly found."""
        return self.seen.result == "failed" and not self.seen.finding

    @property
    def decides(self) -> bool:
        """Whether it looks at a finding again."""
        return self.seen.result != "not_seen" and bool(self.seen.finding)


def finding_code(report: str, position: int) -> str:
    """
    The code of the finding of a report's line.

    >>> finding_code("0193-a", 3)
    'finding-0193a-03'
    """
    return f"finding-{report.replace('-', '')}-{position:02d}"


def project(facts: Sequence[Fact]) -> list[Statement]:
    """The statements that write inspections, open their findings, and decide those looked at again."""
    told = [one for fact in facts for one in _lines(fact)]
    places = sorted({fact.subject for fact in facts})
    found = [one for one in told if one.opens]
    again = [one for one in told if one.decides]
    some = [(statements.LOCK, (places,)), (statements.INSPECT, _inspections(facts)), _see(told)]
    if found:
        some += [_open(found), _find(found), (statements.COUNT, (places,))]
    if found or again:
        some += [_tell(again), _decide({one.code for one in found} | {one.seen.finding for one in again})]
    return some


def _lines(fact: Fact) -> list[Told]:
    known = load()[fact.body.checklist].lines
    return [Told(fact, number, seen, known[seen.line]) for number, seen in enumerate(fact.body.lines)]


def _inspections(facts: Sequence[Fact]) -> Sequence[object]:
    counts = [_counted(fact) for fact in facts]
    return (
        [fact.id for fact in facts],
        [fact.area for fact in facts],
        [fact.subject for fact in facts],
        [fact.body.checklist for fact in facts],
        [fact.occurred_at for fact in facts],
        [fact.person for fact in facts],
        [one[0] for one in counts],
        [one[1] for one in counts],
        [one[2] for one in counts],
        [(fact.body.note or "").replace("\0", "") for fact in facts],
        *map(list, zip(*(_position(fact) for fact in facts), strict=True)),
        INSPECTS,
    )


def _position(fact: Fact) -> tuple[int | None, int | None, int | None]:
    """Where the phone was; forms before version 2 do not say, and half a position says nothing."""
    lat, lon, accuracy = (getattr(fact.body, name, None) for name in ("lat_e5", "lon_e5", "accuracy_m"))
    return (None, None, None) if lat is None or lon is None else (lat, lon, accuracy)


def _counted(fact: Fact) -> tuple[int, int, int]:
    """How many lines were right, failed, and not seen, those left out among the last."""
    results = [one.result for one in fact.body.lines]
    ok, failed = results.count("ok"), results.count("failed")
    return ok, failed, len(load()[fact.body.checklist].lines) - ok - failed


def _see(told: Sequence[Told]) -> Statement:
    return statements.SEE, (
        [one.fact.id for one in told],
        [one.position for one in told],
        [one.line.code for one in told],
        [one.seen.result for one in told],
        [one.remark for one in told],
        [one.seen.finding.replace("\0", "") for one in told],
    )


def _open(found: Sequence[Told]) -> Statement:
    due = [one.fact.occurred_at + one.line.deadline for one in found]
    return statements.OPEN, (
        [one.fact.id for one in found],
        [one.code for one in found],
        [one.line.words[TITLES] for one in found],
        [one.remark for one in found],
        [one.line.severity for one in found],
        due,
        [rules.next_call(flow.FINDING, at, 0) for at in due],
    )


def _find(found: Sequence[Told]) -> Statement:
    return statements.FIND, (
        [one.fact.id for one in found],
        [one.code for one in found],
        [one.line.code for one in found],
        [one.line.severity for one in found],
        [int(one.line.deadline.total_seconds() // 3600) for one in found],
    )


def _tell(again: Sequence[Told]) -> Statement:
    return statements.TELL, (
        [one.fact.id for one in again],
        [one.seen.finding.replace("\0", "") for one in again],
        [MOVES[one.seen.result] for one in again],
        [one.remark for one in again],
    )


def _decide(codes: set[str]) -> Statement:
    return statements.DECIDE, (flow.FINDING.reminds, sorted(code.replace("\0", "") for code in codes))


INSPECTION = Kind(code="inspection", can=Can.INSPECTION_MAKE, subjects=statements.SUBJECTS, project=project)
