"""
Vacancies: one item an area for all areas directly inside it that nobody answers for.

It is for whoever leads the area above, opens and ends by itself, and climbs like everything that is late.
Twelve grids of a village without a lead are one item that lists twelve, not twelve items.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from fangxian.features.charges.selectors import Missing
from fangxian.features.items.flows import Flow, Link, Move

KIND, OPEN, ENDED = "vacancy", "open", "answered"
LISTED = 40
WITHIN = timedelta(hours=4)
"""
How long nobody may answer before the next level up is told, and so on.

Source: our assumption. Half a sampling shift of 8 h (rule packs, `duties`): filled before it is over.
"""

# Nobody ends one by hand: the appointment does.
VACANCY = Flow(
    kind=KIND,
    label=gettext_lazy("Nobody answers"),
    states={OPEN: gettext_lazy("Somebody must be appointed"), ENDED: gettext_lazy("Somebody answers again")},
    moves=(Move("answer", gettext_lazy("Somebody was appointed"), (OPEN,), ENDED, ()),),
    ended=frozenset({ENDED}),
    links=(Link(OPEN, WITHIN),),
    climbs=WITHIN,
    page="items:vacancy",
)


def title(name: str, missing: Sequence[Missing]) -> str:
    """What it is, in the installation's language: the one area, or how many of which level."""
    with override(settings.LANGUAGE_CODE):
        if len(missing) == 1:
            return _("Nobody answers for %(name)s") % {"name": missing[0].name}
        levels = {one.level for one in missing}
        words = {
            "grid": ngettext("%(count)s grid of %(name)s", "%(count)s grids of %(name)s", len(missing)),
            "village": ngettext(
                "%(count)s village of %(name)s", "%(count)s villages of %(name)s", len(missing)
            ),
        }
        other = ngettext("%(count)s area of %(name)s", "%(count)s areas of %(name)s", len(missing))
        sentence = words.get(levels.pop(), other) if len(levels) == 1 else other
        where = sentence % {"count": len(missing), "name": name}
        return _("Nobody answers for %(name)s") % {"name": where}


def text(missing: Sequence[Missing]) -> str:
    """Which areas, since when, and who is away there; at most forty of them."""
    with override(settings.LANGUAGE_CODE):
        lines = [_line(one) for one in missing[:LISTED]]
        if len(missing) > LISTED:
            more = len(missing) - LISTED
            lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
        return "\n".join(lines)


def _line(one: Missing) -> str:
    said = {"name": one.name, "code": one.code, "since": f"{timezone.localtime(one.since):%Y-%m-%d %H:%M}"}
    if one.away:
        return _("%(name)s (%(code)s): %(away)s is away since %(since)s") % {**said, "away": one.away}
    return _("%(name)s (%(code)s): vacant since %(since)s") % said
