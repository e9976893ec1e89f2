"""Words of appraisals: what figures are called, roles, reports, how late something was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fangxian.features.duty import words as duty
from fangxian.features.supervision.inspections import words as inspections
from fangxian.features.supervision.models import FactLine, Told
from fangxian.kernel.authority import Role
from fangxian.kernel.errors import Text
from fangxian.kernel.reports.forms import words as forms


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a person, and the kinds of lines it is the sum of."""

    name: str
    label: Text
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that are read together; `kinds` are the lines shown below them."""

    code: str
    label: Text
    hint: Text
    figures: tuple[Figure, ...]

    @property
    def kinds(self) -> set[str]:
        """The kinds of lines of this part."""
        return {kind for figure in self.figures for kind in figure.kinds}


PARTS = (
    Part(
        "duty",
        gettext_lazy("Posts and charges"),
        gettext_lazy("Hours are those planned: check-ins are not recorded yet."),
        (
            Figure("hours", gettext_lazy("Planned hours"), (Told.SHIFT,)),
            Figure("nights", gettext_lazy("Nights among them"), (Told.SHIFT,)),
            Figure("held", "", (Told.CHARGE, Told.DEPUTY, Told.POST, Told.SECONDED)),
        ),
    ),
    Part(
        "work",
        gettext_lazy("Tasks and directives"),
        gettext_lazy("What was sent back and done again counts once, as it was done last."),
        (
            Figure("took", gettext_lazy("Tasks taken on"), (Told.TOOK,)),
            Figure("finished", gettext_lazy("Tasks finished"), (Told.FINISHED,)),
            Figure("confirmed", gettext_lazy("Work of others confirmed"), (Told.CONFIRMED,)),
            Figure("acknowledged", gettext_lazy("Directives acknowledged"), (Told.ACKNOWLEDGED,)),
            Figure("reported", gettext_lazy("Directives reported back"), (Told.REPORTED,)),
            Figure("undone", "", (Told.UNDONE,)),
        ),
    ),
    Part(
        "reports",
        gettext_lazy("Reports from the field"),
        gettext_lazy(
            "A report that came twice counts once; one that was refused is not held against anybody."
        ),
        (Figure("reports", gettext_lazy("Reports"), (Told.REPORT,)),),
    ),
    Part(
        "findings",
        gettext_lazy("Findings"),
        gettext_lazy("A finding shows where the line is weak; that it was put right counts as much."),
        (
            Figure("caused", gettext_lazy("Found where they answered"), (Told.CAUSED,)),
            Figure("repeated", gettext_lazy("Found there again within fourteen days"), (Told.REPEATED,)),
            Figure("cured", pgettext_lazy("appraisal", "Put right"), (Told.CURED,)),
            Figure("returned", pgettext_lazy("appraisal", "Sent back to them"), (Told.RETURNED,)),
            Figure("inspected", gettext_lazy("Inspections made"), (Told.INSPECTED,)),
            Figure("found", gettext_lazy("Findings made"), (Told.FOUND,)),
        ),
    ),
)


def role(code: str) -> str:
    """A role in words, of a charge or of a post."""
    return str(Role(code).label) if code in Role.values else duty.role(code)


def what(line: FactLine) -> str:
    """What a line speaks of."""
    if line.kind == Told.REPORT:
        return inspections.said(forms().get(line.what, {"en": line.what}))
    if line.kind == Told.INSPECTED:
        return inspections.checklist(line.what)
    return " · ".join(part for part in (role(line.role) if line.role else "", line.what) if part)


def amount(line: FactLine) -> str:
    """What a line counts for, where that is more than once: hours, reports, households of an area."""
    if line.amount is None or line.kind not in (Told.SHIFT, Told.REPORT, Told.CHARGE, Told.DEPUTY):
        return ""
    told = f"{line.amount:,.0f}"
    if line.kind == Told.SHIFT:
        return _("%(hours)s h") % {"hours": told}
    return told if line.kind == Told.REPORT else _("%(count)s households") % {"count": told}


def in_time(line: FactLine) -> tuple[str, str]:
    """How a line stands to its deadline, in words and a tone; two empty ones where it had none."""
    if not line.timed:
        return "", ""
    if line.late_min is None:
        return _("not done by then"), "bad"
    if line.late_min <= 0:
        return _("in time"), "ok"
    return _("%(time)s late") % {"time": late(line.late_min)}, "warn"


def late(minutes: int) -> str:
    """How late, in the largest unit of which it holds two or more."""
    return inspections.lasting(timedelta(minutes=minutes))
