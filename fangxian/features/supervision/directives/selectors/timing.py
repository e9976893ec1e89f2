"""How long a directive took to reach everybody: in all, and level by level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from fangxian.features.supervision.directives.selectors.counting import Steps, of_cascade
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Taken:
    """From issue to full receipt: `done` once nobody is missing, else how long it has been already."""

    time: timedelta
    done: bool

    @property
    def words(self) -> str:
        """So many hours and minutes."""
        return spelled(self.time)


def full_receipt(directive: Directive, area: str, total: Steps, now: datetime) -> Taken | None:
    """
    How long it was until the last of those inside an area acknowledged; None where nobody has it.

    For one that was ended the clock stands still at its end.
    """
    if not total.addressed:
        return None
    if total.silent:
        return Taken(max((directive.ended_at or now) - directive.made_at, timedelta()), done=False)
    last = _acknowledged(directive, area)
    return Taken(max(last.values()) - directive.made_at, done=True) if last else None


def by_level(directive: Directive, area: str) -> dict[str, Taken]:
    """Level → time to full receipt, for those levels of which everybody has acknowledged."""
    return {
        level: Taken(at - directive.made_at, done=True)
        for level, at in _acknowledged(directive, area).items()
    }


def _acknowledged(directive: Directive, area: str) -> dict[str, datetime]:
    """Level → when the last of it acknowledged, where nobody of it is missing."""
    found = Receipt.objects.filter(of_cascade(directive), within(area)).values("level")
    counted = found.annotate(all=Count("pk"), some=Count("acknowledged_at"), last=Max("acknowledged_at"))
    return {row["level"]: row["last"] for row in counted if row["all"] == row["some"]}


def spelled(time: timedelta) -> str:
    """A length of time as people say it: 7 h 20 min."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(hours)s h %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}
