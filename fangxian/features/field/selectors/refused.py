"""What the door refused, as pages show it: what each report said, and why it was not taken."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime

from fangxian.features.campaigns.models import Target
from fangxian.features.field import access
from fangxian.features.field.models import RefusedReport
from fangxian.features.field.sentences import sentence_of
from fangxian.features.field.wording import DOTS, word
from fangxian.features.items import access as items
from fangxian.features.sampling import access as sampling
from fangxian.features.supervision.inspections import access as inspections
from fangxian.features.supervision.inspections.selectors import rounds
from fangxian.features.territory.models import Household
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within
from fangxian.kernel.reports.forms import Form, load
from fangxian.kernel.reports.sealing import hidden


@dataclass(frozen=True, slots=True)
class Said:
    """What a refused report said, as far as it can be read; `form` is {} for a kind that nobody knows."""

    kind: str = ""
    subject: str = ""
    area: str = ""
    occurred_at: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    form: Form = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A refused report with why and with what it said."""

    report: RefusedReport
    why: str
    said: Said

    @property
    def kind(self) -> str:
        """Its kind in words; '' for what cannot be read."""
        return word(self.said.kind) if self.said.kind else ""

    @property
    def at(self) -> datetime | None:
        """When it says it happened."""
        return parse_datetime(self.said.occurred_at)

    @property
    def raw(self) -> str:
        """As it came, with dots for what is sealed."""
        return hidden(self.report.raw, DOTS)

    @property
    def area(self) -> str:
        """Where it says it was, if that is in the area of who sent it; that area otherwise."""
        return self.said.area if inside(self.said.area, self.report.area) else self.report.area


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a report can speak of; without an `area` wherever the report comes from."""

    code: str
    area: str
    words: str


def reports(actor: Actor, *, code: str = "", device: str = "", settled: str = "") -> QuerySet[RefusedReport]:
    """Refused reports in sight, the newest first: open ones, or those settled, by reason and by phone."""
    rows = access.refused(actor)
    rows = rows.exclude(settled="") if settled else rows.filter(settled="")
    if code:
        rows = rows.filter(code=code)
    if device:
        rows = rows.filter(device=device)
    return rows.order_by("-settled_at" if settled else "-received_at", "-id")


def reasons(actor: Actor) -> list[tuple[str, str, int]]:
    """Why reports were refused that are open: code, sentence, how many, the most frequent first."""
    counted = access.refused(actor).filter(settled="").values_list("code").annotate(n=Count("id"))
    return [(code, sentence_of(code), n) for code, n in counted.order_by("-n", "code")]


def lines(some: Iterable[RefusedReport]) -> list[Line]:
    """Refused reports in words."""
    return [Line(one, sentence_of(one.code), said(one)) for one in some]


def said(report: RefusedReport) -> Said:
    """What a refused report said."""
    try:
        raw = json.loads(report.raw)
    except ValueError:
        raw = {}
    if not isinstance(raw, dict):
        raw = {}
    kind = str(raw.get("kind") or report.kind)
    body = raw.get("body")
    return Said(
        kind=kind,
        subject=str(raw.get("subject") or report.subject),
        area=str(raw.get("area") or ""),
        occurred_at=str(raw.get("occurred_at") or ""),
        body=body if isinstance(body, dict) else {},
        form=latest_form(kind),
    )


def latest_form(kind: str) -> Form:
    """The newest form of a kind; {} if there is none."""
    versions = [form for (name, _version), form in load().items() if name == kind]
    return max(versions, key=lambda form: int(form["version"]), default={})


def find_subject(actor: Actor, kind: str, code: str) -> Subject | None:
    """What a report of this kind may speak of by that code, in sight."""
    about = latest_form(kind).get("subject")
    if about == "place":
        place = inspections.places(actor, {code}).get(code)
        return Subject(code, place.area, place.name) if place and actor.covers(place.area) else None
    if about == "item":
        item = items.visible(actor).filter(code=code).first()
        return Subject(code, item.area, item.title) if item else None
    if about == "tube":
        known = sampling.visible(actor).filter(code=code.partition("/")[0]).exists()
        return Subject(code, "", code) if known else None
    if about == "target":
        row = Target.objects.filter(within(actor.area), code=code).values_list("area", flat=True).first()
    else:
        here = Household.objects.filter(within(actor.area), incident=actor.incident, code=code)
        row = here.values_list("area", flat=True).first()
    return Subject(code, row, code) if row is not None else None


def subjects(actor: Actor, kind: str, text: str, size: int = 12) -> list[Subject]:
    """What a report of this kind may speak of, by the start of a code, title or address, or a site's name."""
    if latest_form(kind).get("subject") == "place":
        return [Subject(one.code, one.area, one.name) for one in rounds.find(actor, text)]
    if latest_form(kind).get("subject") == "item":
        found = items.visible(actor).filter(Q(code__startswith=text) | Q(title__startswith=text))
        return [Subject(one.code, one.area, one.title) for one in found.order_by("-made_at", "code")[:size]]
    if latest_form(kind).get("subject") == "tube":
        tubes = sampling.all_tubes(actor).filter(code__startswith=text).order_by("code")
        return [Subject(one.code, one.area, one.code) for one in tubes[:size]]
    named = Q(code__startswith=text) | Q(address__startswith=text)
    here = Household.objects.filter(within(actor.area), named, incident=actor.incident)
    homes = {one.code: one for one in here.order_by("code")[:size]}
    if latest_form(kind).get("subject") != "target":
        return [Subject(one.code, one.area, one.address) for one in homes.values()]
    rows = Target.objects.filter(within(actor.area), household__in=homes).order_by("-campaign", "code")
    return [
        Subject(one.code, one.area, f"{homes[one.household].address} · {one.campaign}") for one in rows[:size]
    ]
