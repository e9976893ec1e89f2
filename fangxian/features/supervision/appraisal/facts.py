"""What fills the questions of an appraisal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from fangxian.features.orgs.models import Unit
from fangxian.features.supervision.models import Appraisal
from fangxian.kernel.codes import LAST, span


def facts_of(appraisal: Appraisal, at: datetime) -> dict[str, Any]:
    """The area, period, people and clock of an appraisal, by the names that `sources.Source` tells."""
    start, end = span(appraisal.area)
    path = Unit.objects.filter(code=appraisal.unit).values_list("path", flat=True).first() or ""
    return {
        "appraisal": appraisal.code,
        "code": appraisal.code,
        "round": appraisal.round + 1,
        "incident": appraisal.incident,
        "area": appraisal.area,
        "start": start,
        "end": end,
        "since": appraisal.starts_at,
        "till": appraisal.ends_at,
        "cut": min(appraisal.ends_at, at),
        "now": at,
        "zone": timezone.get_default_timezone_name(),
        "people": appraisal.people,
        "path": path,
        "path_until": path + LAST,
    }
