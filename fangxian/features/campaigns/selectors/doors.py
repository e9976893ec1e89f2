"""One door: a target with all that is known of it here."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.features.campaigns import access, history
from fangxian.features.campaigns.history import Visit
from fangxian.features.campaigns.models import Campaign, ListedTarget, Target
from fangxian.features.campaigns.selectors import answering, places
from fangxian.features.campaigns.selectors.answering import Lead
from fangxian.features.campaigns.selectors.telling import Gap, tell
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Area, Household
from fangxian.kernel.authority import Actor, Can


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same household in another campaign."""

    name: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Door:
    """
    A target's page. `household` is None for who may not see households; `others` are the household's targets
    in other campaigns, `asked` how often anybody of it was asked in all of them; `visits` are newest first.
    """

    gap: Gap
    way: list[Area]
    household: Household | None
    listed: ListedTarget | None
    chain: list[Lead]
    others: list[Elsewhere]
    visits: list[Visit]

    @property
    def asked(self) -> int:
        """How often this household was asked, over all campaigns."""
        return self.gap.target.asked + sum(other.gap.target.asked for other in self.others)


def door(actor: Actor, campaign: Campaign, thing: str) -> Door:
    """
    One target of a campaign by its household's or resident's code.

    Raises:
        NotFound: no such target, or out of sight.
    """
    target = access.get_target(actor, f"{campaign.code}/{thing}")
    households = territory.households(actor).filter(code=target.household)
    way = places.way(actor, campaign, target.area)
    leads = answering.of(actor, [area.code for area in way])
    return Door(
        gap=tell(actor, campaign, [target])[0],
        way=way,
        household=households.first() if actor.may(Can.HOUSEHOLD_VIEW) else None,
        listed=ListedTarget.objects.filter(target=target.code).first(),
        chain=[leads[area.code] for area in reversed(way) if area.code in leads],
        others=_others(actor, target),
        visits=history.of(actor, target),
    )


def _others(actor: Actor, target: Target) -> list[Elsewhere]:
    rows = list(
        access.targets(actor).filter(area=target.area, household=target.household).exclude(code=target.code)
    )
    found = {one.code: one for one in access.visible(actor).filter(code__in={row.campaign for row in rows})}
    return [
        Elsewhere(campaign.name, gap)
        for code, campaign in sorted(found.items())
        for gap in tell(actor, campaign, [row for row in rows if row.campaign == code])
    ]
