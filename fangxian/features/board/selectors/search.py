"""Search: areas by name or code, people by name or code, sites by name; all by how they start."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from fangxian.features.duty.models import Site
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.roster.models import Responder
from fangxian.features.roster.models.responder import ResponderKind
from fangxian.features.territory.models import Area
from fangxian.features.territory.models.areas import Level
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within

MOST = 8


class Hit(NamedTuple):
    """One thing found: what it is called, what it is, and where it is on the board."""

    label: str
    hint: str
    url: str


def find(actor: Actor, query: str) -> list[tuple[str, list[Hit]]]:
    """What in the actor's sight starts with the query, under headings, at most `MOST` each."""
    query = query.strip()[:60]
    if not query:
        return []
    groups = [(_("Areas"), _areas(query)), (_("Sites"), _sites(query))]
    if actor.may(Can.ROSTER_VIEW):
        groups.append((_("People"), _people(query)))
    return [(heading, hits) for heading, hits in groups if hits]


def _areas(query: str) -> list[Hit]:
    named = Area.objects.filter(within(query, "name"), valid_until__isnull=True).order_by("name", "code")
    coded = Area.objects.filter(within(query, "code"), valid_until__isnull=True).order_by("code")
    rows = coded if query.isascii() and any(map(str.isdigit, query)) else named
    return [
        Hit(name, f"{Level(level).label} {code}", reverse("board:area", args=[code]))
        for code, name, level in rows.values_list("code", "name", "level")[:MOST]
    ]


def _sites(query: str) -> list[Hit]:
    rows = Site.objects.filter(within(query, "name"), is_open=True).order_by("name", "code")
    return [
        Hit(name, str(SiteKind(kind).label), reverse("duty:site", args=[code]))
        for code, name, kind in rows.values_list("code", "name", "kind")[:MOST]
    ]


def _people(query: str) -> list[Hit]:
    coded = query.isascii()
    rows = Responder.objects.filter(within(query, "code" if coded else "name"))
    rows = rows.order_by("code") if coded else rows.order_by("name", "code")
    columns = ("code", "name", "kind", "unit_name")
    return [
        Hit(name, f"{ResponderKind(kind).label} {unit}", reverse("roster:responder", args=[code]))
        for code, name, kind, unit in rows.values_list(*columns)[:MOST]
    ]
