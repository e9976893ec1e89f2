"""Targets in words: where, who needs what, what was found, what comes next, who works on it, who answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns import rules
from fangxian.features.campaigns.models import Campaign, Outcome, Standing, Target
from fangxian.features.campaigns.models.target import NEVER
from fangxian.features.campaigns.selectors import answering
from fangxian.features.campaigns.selectors.answering import Lead
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import NEEDS, Area
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.kernel.authority import Actor, Can

STEPS: dict[str, Promise] = {
    "visit": _("Visit"),
    "phone": _("Call by phone"),
    "neighbour": _("Ask a neighbour"),
    "lead": _("The lead goes"),
    "register": _("Put the register right"),
    "service": _("Bring the service"),
    "none": _("Nothing more"),
}
TONES = {
    Standing.REACHED: "ok",
    Standing.NOT_HOME: "warn",
    Standing.REFUSED: "bad",
    Standing.UNREACHABLE: "bad",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One target as lists show it. `address` and `needs` are empty for who may not see households."""

    target: Target
    area_name: str
    address: str
    needs: list[Promise | str]
    step: str
    not_before: datetime | None
    lead: Lead | None
    now: datetime

    @property
    def thing(self) -> str:
        """The household's or resident's code, which names the target inside its campaign."""
        return self.target.code.partition("/")[2]

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("campaigns:door", args=[self.target.campaign, self.thing])

    @property
    def standing(self) -> Promise | str:
        """Where it stands, in words."""
        return Standing(self.target.standing).label

    @property
    def tone(self) -> str:
        """The tone of its standing."""
        return TONES.get(Standing(self.target.standing), "")

    @property
    def outcome(self) -> Promise | str:
        """What the last report came to, in words; '' before any."""
        return Outcome(self.target.outcome).label if self.target.outcome else ""

    @property
    def last_at(self) -> datetime | None:
        """When it was last asked; None before any report."""
        return None if self.target.occurred_at == NEVER else self.target.occurred_at

    @property
    def next_step(self) -> Promise | str:
        """What comes next, in words."""
        return STEPS[self.step]

    @property
    def waits(self) -> bool:
        """Whether nobody asks again yet."""
        return self.not_before is not None and self.not_before > self.now

    @property
    def is_held(self) -> bool:
        """Whether somebody works on it now: held, and the lease not run out."""
        until = self.target.lease_until
        return bool(self.target.holder) and (until is None or until > self.now)


def tell(actor: Actor, campaign: Campaign, targets: list[Target], now: datetime | None = None) -> list[Gap]:
    """Some targets of one campaign in words, in the given order; a fixed number of queries."""
    if not targets:
        return []
    now = now or timezone.now()
    areas = {target.area for target in targets}
    names = dict(Area.objects.filter(code__in=areas).values_list("code", "name"))
    leads = answering.nearest(actor, areas)
    seen = actor.may(Can.HOUSEHOLD_VIEW)
    addresses = _addresses(actor, targets) if seen else {}
    needs = _needs(actor, targets) if seen else {}
    found = []
    for target in targets:
        last_at = None if target.occurred_at == NEVER else target.occurred_at
        step = rules.next_step(target.outcome, target.not_home, last_at, campaign.again_after_min)
        found.append(
            Gap(
                target=target,
                area_name=names.get(target.area, target.area),
                address=addresses.get(target.household, ""),
                needs=needs.get(target.resident or target.household, []),
                step=step.step,
                not_before=step.not_before,
                lead=leads.get(target.area),
                now=now,
            )
        )
    return found


def _addresses(actor: Actor, targets: Iterable[Target]) -> dict[str, str]:
    codes = {target.household for target in targets}
    return dict(territory.households(actor).filter(code__in=codes).values_list("code", "address"))


def _needs(actor: Actor, targets: Iterable[Target]) -> dict[str, list[Promise | str]]:
    """The needs of a household as a whole, and of each resident in it, by code, each once."""
    codes = {target.household for target in targets}
    flags: dict[str, set[str]] = defaultdict(set)
    rows = territory.residents(actor).filter(household__in=codes).values_list("household", "code", *NEEDS)
    for household, resident, *has in rows:
        mine = {need for need, yes in zip(NEEDS, has, strict=True) if yes}
        flags[household] |= mine
        flags[resident] |= mine
    return {code: [WORDS[need] for need in NEEDS if need in mine] for code, mine in flags.items()}
