"""Template tags that every page can use without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fangxian.features.charges import selectors as charges
from fangxian.shell import shares
from fangxian.shell.navigation import Entry

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the sprite (names: `bundle/icons.json`); decoration only, so say it in words as well."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>',
        classes,
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def tone(filled: int | None, needed: int | None) -> str:
    """The band of a share: `none`, `short`, `thin`, `nearly` or `full`."""
    return shares.band(filled or 0, needed or 0)


@register.filter
def percent(filled: int | None, needed: int | None) -> int:
    """A share in whole percent, rounded down so that 100 means all."""
    return shares.percent(filled or 0, needed or 0)


@register.filter
def minus(whole: int | None, part: int | None) -> int:
    """What is left of a whole."""
    return (whole or 0) - (part or 0)


@register.filter
def figure(number: object) -> str:
    """A whole number with a comma every three digits, in every language; anything else as it is."""
    return f"{number:,}" if isinstance(number, int) else str(number)


@register.filter
def at(table: Mapping[str, object] | None, key: str) -> object:
    """What a table holds under a key; None where it has neither."""
    return table.get(key) if table else None


@register.filter
def near_day(day: date | None) -> str:
    """A day as 02-04, with its year where that is not this year."""
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == timezone.localdate().year else day.isoformat()


@register.filter
def hours_of(took: timedelta | None) -> str:
    """How long something took, as hours and minutes: 2:05; a dash where nobody knows."""
    if took is None:
        return "–"
    minutes = round(took.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


@register.filter
def percent_of(share: float | None) -> int:
    """A share from 0 to 1 in whole percent."""
    return int((share or 0) * 100)


@register.filter
def unlocalised(number: float | None) -> str:
    """A number as machines write it, whatever the language of the page."""
    return repr(number or 0)


@register.simple_tag(takes_context=True)
def page_link(context: Context, name: str, number: int) -> str:
    """The address of another page of the same list, everything else in the query kept."""
    asked = context["request"].GET.copy()
    asked[name] = str(number)
    return f"?{asked.urlencode()}"


@register.filter
def leads_to(entry: Entry, request: HttpRequest) -> bool:
    """Whether the page on show lies under a place of the navigation."""
    place = request.resolver_match
    same = place is not None and place.app_name == entry.address.split(":")[0]
    return same and (request.path.startswith(entry.url) if entry.url != "/" else True)


SIDE_BY_SIDE = 8
"""Places that fit into one row at 1280 pixels."""


@register.filter
def lesser(entries: list[Entry]) -> list[Entry]:
    """The places that stand behind "More": none, where all fit side by side."""
    return [entry for entry in entries if entry.lesser] if len(entries) > SIDE_BY_SIDE else []


@register.filter
def foremost(entries: list[Entry]) -> list[Entry]:
    """The places that stand side by side."""
    behind = lesser(entries)
    return [entry for entry in entries if entry not in behind]


@register.filter
def any_leads_to(entries: list[Entry], request: HttpRequest) -> bool:
    """Whether the page on show lies under one of these places."""
    return any(leads_to(entry, request) for entry in entries)


class Kept(template.Node):
    """Renders its content nowhere, and keeps it under a name for the rest of the page."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> SafeString:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString("")


@register.tag
def keep(parser: Parser, token: Token) -> Kept:
    """{% keep name %}…{% endkeep %}: lets a block be shown twice, as the page's title and as its heading."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Kept(nodelist, name)


@register.inclusion_tag("components/sort-header.html", takes_context=True)
def sort_header(context: Context, key: str, label: str, numeric: bool = False) -> dict[str, Any]:
    """A column's heading that sorts by `?sort=key`, then `?sort=-key`; the page number is dropped."""
    request = context["request"]
    present = request.GET.get("sort", "")
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["sort"] = f"-{key}" if present == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(present, "none")
    return {"label": label, "numeric": numeric, "order": order, "query": asked.urlencode()}


@register.inclusion_tag("components/answers.html", takes_context=True)
def answers(context: Context, area: str) -> dict[str, Any]:
    """Who answers for an area: its lead, and, where that is an alarm, whoever answers above."""
    actor = context.get("actor")
    chain = charges.chain(actor, area) if actor else []
    alarm = not chain or chain[0].now.missing
    above = next((one for one in chain[1:] if one.now.name), None) if alarm else None
    return {"lead": chain[0] if chain else None, "above": above}


@register.simple_block_tag
def panel(content: str, title: str = "", hint: str = "", classes: str = "", id: str = "") -> SafeString:
    """A card around what stands inside it, with a title and a line of explanation."""
    return _around("components/panel.html", content=content, title=title, hint=hint, classes=classes, id=id)


@register.simple_block_tag(takes_context=True)
def filters(context: Context, content: str, target: str, label: str = "") -> SafeString:
    """A bar of filter fields that refreshes `target` (a CSS selector) as they change, and the address."""
    path = context["request"].path
    return _around("components/filters.html", content=content, target=target, label=label, path=path)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A dialog, opened by any button with `data-open="its id"`."""
    return _around("components/dialog.html", content=content, id=id, title=title)


def _around(component: str, **values: Any) -> SafeString:
    return render_to_string(component, values)
