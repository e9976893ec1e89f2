"""The paper path: which lists there are, a list to print, and a list entered by keyboard."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.charges import selectors as charges
from fangxian.features.field import services
from fangxian.features.field.forms.paper import VISITS, LineForm, SheetForm, moment
from fangxian.features.field.refusals import EnteredOtherwise
from fangxian.features.field.selectors import paper, people
from fangxian.features.field.selectors.paper import KEYS, Sheet
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web import exports
from fangxian.kernel.web.doors import Asked, needs

ON_PAPER = 4
"""Columns for visits that an A4 sheet has room for."""


@needs(Can.FIELD_REPORT)
@require_safe
def lists(request: Asked) -> HttpResponse:
    """The door lists of running campaigns in one's area."""
    found = paper.lists(request.actor, request.GET.get("campaign", ""))
    return render(request, "field/paper-lists.html", {"lists": found})


@needs(Can.HOUSEHOLD_VIEW)
@require_safe
def sheet(request: Asked, campaign: str, area: str) -> HttpResponse:
    """The door list to print: a code a line, the keys of the outcomes, no names."""
    found, now = paper.sheet(request.actor, campaign, area), timezone.now()
    subject, rows = _("Door list of %(campaign)s") % {"campaign": campaign}, len(found.doors)
    address = request.build_absolute_uri(reverse("field:paper", args=[campaign, area]))
    context = {
        "sheet": found,
        "keys": _keys(),
        "visits": range(1, ON_PAPER + 1),
        "mark": exports.printed(actor=request.actor, area=area, subject=subject, rows=rows, at=now),
        "answers": [one for one in charges.chain(request.actor, area) if one.now.name][:2],
        "picture": segno.make(address, error="l").svg_data_uri(scale=3, border=2, dark="#000", light="#fff"),
    }
    return render(request, "field/paper-sheet.html", context)


@needs(Can.FIELD_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: Asked, campaign: str, area: str) -> HttpResponse:
    """Entering a sheet: the code of a line, one key, Enter, next."""
    who = people.who_went(request.actor, area)
    given = request.POST or request.GET
    top = SheetForm(given if "on" in given else None, initial=_initial(who), people=who)
    if request.method != "POST":
        return _entry(request, campaign, area, top, LineForm())
    line = LineForm(request.POST)
    told: dict[str, Any] = {}
    if top.is_valid() and line.is_valid():
        told = _enter(request, campaign, area, top, line)
        line = LineForm() if "entered" in told else line
    return _entry(request, campaign, area, top, line, told)


def _enter(request: Asked, campaign: str, area: str, top: SheetForm, line: LineForm) -> dict[str, Any]:
    given = line.cleaned_data
    try:
        return {
            "entered": services.enter_line(
                actor=request.actor,
                campaign=campaign,
                area=area,
                line=given["line"],
                outcome=given["outcome"],
                on=top.cleaned_data["on"],
                at=moment(top, line),
                visit=top.cleaned_data["visit"],
                person=top.cleaned_data["person"],
                note=given["note"],
                correct=given["correct"],
            )
        }
    except EnteredOtherwise as refusal:
        return {"otherwise": str(refusal), "outcome": paper.word_of(given["outcome"])}
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        return {"wrong": str(refusal)}


def _entry(
    request: Asked,
    campaign: str,
    area: str,
    top: SheetForm,
    line: LineForm,
    told: dict[str, Any] | None = None,
) -> HttpResponse:
    told = told or {}
    day = top.cleaned_data.get("on") if top.is_bound and top.is_valid() else top.initial["on"]
    visit = top.cleaned_data.get("visit", 1) if top.is_bound and top.is_valid() else 1
    found = paper.sheet(request.actor, campaign, area, day, visit)
    context = {
        "sheet": found,
        "top": top,
        "line": line,
        "keys": _keys(),
        "told": told,
        "sentence": _sentence(told),
        "lines": _for_island(found),
        "words": {key: label for key, _outcome, label in _keys()},
        "visits": VISITS,
    }
    template = "field/paper-state.html" if request.htmx else "field/paper.html"
    wrong = request.method == "POST" and "entered" not in told
    return render(request, template, context, status=422 if wrong else 200)


def _sentence(told: dict[str, Any]) -> str:
    entered = told.get("entered")
    if entered is None:
        return ""
    facts = {"address": entered.door.address or entered.door.code, "outcome": paper.word_of(entered.outcome)}
    if entered.again:
        return _("%(address)s: “%(outcome)s” was entered already; it counts once.") % facts
    return _("%(address)s: %(outcome)s") % facts


def _initial(who: list[tuple[str, str]]) -> dict[str, Any]:
    now = timezone.localtime()
    return {"on": now.date(), "visit": 1, "at": now.time(), "person": who[0][0] if who else ""}


def _keys() -> list[tuple[str, str, str]]:
    return [(key, outcome, paper.word_of(outcome)) for key, outcome in KEYS.items()]


def _for_island(found: Sheet) -> dict[str, list[str]]:
    return {door.code: [door.address, paper.word_of(door.entered)] for door in found.doors}
