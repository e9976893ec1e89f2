"""What checklists and their lines are called, from the contract, in the active language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fangxian.kernel.reports.checklists import Checklist, load
from fangxian.kernel.reports.forms import words

_SCRIPTS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def said(told: Mapping[str, str]) -> str:
    """Words of the contract in the active language, English where it has none."""
    return told.get(_SCRIPTS.get(get_language() or "", "en")) or told["en"]


def checklist(code: str) -> str:
    """What a checklist is called."""
    return said(load()[code].words)


def line(checklist_code: str, code: str) -> str:
    """What a line of a checklist says, as it should be."""
    found = load()[checklist_code].lines.get(code)
    return said(found.words) if found else code


def result(code: str) -> str:
    """All right, failed, not seen."""
    return said(words()[f"inspection.lines.{code}"])


def for_place(kind: str) -> list[Checklist]:
    """The checklists for a kind of site, or `grid`."""
    return [one for one in load().values() if kind in one.places]


def lasting(time: timedelta) -> str:
    """How long, in the largest unit of which it holds two or more."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s day", "%(n)s days", minutes // 1440) % {"n": minutes // 1440}


def far(metres: float) -> str:
    """
    A distance: to ten metres, from a kilometre on to a hundred.

    >>> from django.utils import translation
    >>> with translation.override("en"):
    ...     far(43), far(3120)
    ('40 m', '3.1 km')
    """
    if metres < 995:
        return _("%(n)s m") % {"n": f"{round(metres, -1):.0f}"}
    return _("%(n)s km") % {"n": f"{metres / 1000:.1f}"}
