"""What the pages of appraisals have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.supervision.appraisal.services.counting import steps
from fangxian.features.supervision.models import Appraisal
from fangxian.kernel.authority import Actor, Can


def name(appraisal: Appraisal) -> str:
    """What an appraisal is called: its place, its unit, its days."""
    place = " · ".join(part for part in (appraisal.place, appraisal.unit_name) if part)
    return f"{place} {days(appraisal)}"


def days(appraisal: Appraisal) -> str:
    """Its first and last day."""
    first = timezone.localtime(appraisal.starts_at)
    last = timezone.localtime(appraisal.ends_at) - timedelta(seconds=1)
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page, from the list of appraisals."""
    return [(_("Appraisals"), reverse("supervision:appraisals")), *more]


def crumb(appraisal: Appraisal) -> tuple[str, str]:
    """The step of that way that is an appraisal."""
    return name(appraisal), reverse("supervision:appraisal", args=[appraisal.code])


def context_of(actor: Actor, appraisal: Appraisal) -> dict[str, Any]:
    """What every page of one appraisal shows of it."""
    return {
        "appraisal": appraisal,
        "name": name(appraisal),
        "days": days(appraisal),
        "share": min(0.99, appraisal.steps / steps()),
        "may_open": actor.may(Can.APPRAISAL_OPEN, appraisal.area),
        "may_view": actor.may(Can.APPRAISAL_VIEW),
    }
