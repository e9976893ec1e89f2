"""Files to take away: who is not reached."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.campaigns import access
from fangxian.features.campaigns.selectors import gaps as listed
from fangxian.features.campaigns.selectors import places
from fangxian.features.campaigns.selectors.telling import Gap
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download


@needs(Can.EXPORT)
@require_safe
def gaps(request: Asked, code: str, area: str, form: str) -> HttpResponse:
    """The targets of an area in one standing, with what comes next, who holds the work and who answers."""
    campaign = access.get(request.actor, code)
    places.way(request.actor, campaign, area)
    standing = request.GET.get("standing", listed.LEFT)
    standing = standing if standing in dict(listed.CHOICES) else listed.LEFT
    rows = listed.everything(request.actor, campaign, area, standing)
    table = Table(str(dict(listed.CHOICES)[standing]), _columns(), _rows(rows))
    return download(
        actor=request.actor,
        subject=_("gaps of %(campaign)s") % {"campaign": campaign.name},
        area=area,
        form=as_table(form),
        tables=[table],
        personal=True,
    )


def _columns() -> list[str]:
    return [
        *(_("Code"), _("Area code"), _("Area"), _("Address"), _("Needs"), _("Priority"), _("Standing")),
        *(_("Outcome"), _("Last asked"), _("Times asked"), _("Times not home"), _("Next step")),
        *(_("Not before"), _("Held by"), _("Held until"), _("Who answers"), _("Role")),
    ]


def _rows(found: Iterator[Gap]) -> Iterator[list[object]]:
    for gap in found:
        target, lead = gap.target, gap.lead
        yield [
            *(gap.thing, target.area, gap.area_name, gap.address),
            *("、".join(map(str, gap.needs)), target.priority, gap.standing, gap.outcome, gap.last_at),
            *(target.asked, target.not_home, gap.next_step, gap.not_before),
            *(target.holder_name, target.lease_until if target.holder else None),
            *((lead.answers, lead.role) if lead else ("", "")),
        ]
