"""Campaigns in words: the list, one of them, those that run in an area; and what a new one would take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, QuerySet, Sum, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from fangxian.features.campaigns import access, rules
from fangxian.features.campaigns.models import Aim, Campaign, CampaignKind, CampaignState
from fangxian.features.campaigns.refusals import NobodyToReach
from fangxian.features.campaigns.rules import Effort
from fangxian.features.campaigns.selectors import counting, places
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import NEEDS, Area, Headcount, Level
from fangxian.features.territory.models.register import ANY_NEED
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import Refusal, Text

TONES = {CampaignState.OPEN: "ok", CampaignState.PREPARING: "warn"}
REFUSALS = {NobodyToReach.code: NobodyToReach.sentence}


@dataclass(frozen=True, slots=True)
class Line:
    """A campaign in a list or at the head of its pages; `figures` count the part of it that is in sight."""

    campaign: Campaign
    area_name: str
    figures: Figures
    area: str
    now: datetime

    @property
    def state(self) -> Promise | str:
        """Where it stands, in words."""
        return CampaignState(self.campaign.state).label

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return TONES.get(CampaignState(self.campaign.state), "")

    @property
    def kind(self) -> Promise | str:
        """What it is for, in words."""
        return CampaignKind(self.campaign.kind).label

    @property
    def aim(self) -> Text:
        """Who is a target, in words; the need, where it is one."""
        need = WORDS.get(self.campaign.need)
        return need if self.campaign.aim == Aim.RESIDENTS and need else Aim(self.campaign.aim).label

    @property
    def is_open(self) -> bool:
        """Whether it runs."""
        return self.campaign.state == CampaignState.OPEN

    @property
    def is_preparing(self) -> bool:
        """Whether it has not run yet."""
        return self.campaign.state == CampaignState.PREPARING

    @property
    def is_listed(self) -> bool:
        """Whether its targets come from a sheet."""
        return self.campaign.aim == Aim.LIST

    @property
    def is_busy(self) -> bool:
        """Whether a worker lays out its targets."""
        return rules.is_busy(self.campaign, self.now)

    @property
    def is_over(self) -> bool:
        """Whether its window has passed while it runs."""
        return self.is_open and self.campaign.ends_at <= self.now

    @property
    def failure(self) -> str:
        """Why it could not be prepared, in words; '' if it could."""
        code = self.campaign.error
        if not code:
            return ""
        return str(REFUSALS.get(code, Refusal.sentence)) % {"area": self.area_name}

    @property
    def url(self) -> str:
        """Its coverage, or its own page while it is prepared or waits for its list."""
        if self.is_preparing or (self.is_listed and not self.campaign.targets):
            return reverse("campaigns:campaign", args=[self.campaign.code])
        return places.url_of(self.campaign.code, self.area)


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns that touch the actor's area: running first, then those being prepared, newest first."""
    states = (CampaignState.OPEN, CampaignState.PREPARING, CampaignState.CLOSED)
    rank = Case(*(When(state=state, then=number) for number, state in enumerate(states)))
    return access.visible(actor).order_by(rank, "-made_at", "code")


def lines(actor: Actor, some: Iterable[Campaign]) -> list[Line]:
    """Campaigns in words, with how far they are in the actor's area; three queries, however many."""
    listed = list(some)
    counted = counting.by_campaign((one.code for one in listed), actor.area)
    names = dict(Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name"))
    now = timezone.now()
    return [
        Line(
            one,
            names.get(one.area, one.area),
            counted.get(one.code, Figures()),
            places.top(actor, one),
            now,
        )
        for one in listed
    ]


def head(actor: Actor, campaign: Campaign) -> Line:
    """One campaign in words."""
    return lines(actor, [campaign])[0]


def running(actor: Actor, area: str) -> list[tuple[Campaign, Figures, str]]:
    """The running campaigns that have targets in an area, how they stand there, and where that is shown."""
    found = list(access.visible(actor).filter(state=CampaignState.OPEN).order_by("-made_at"))
    counted = counting.by_campaign((one.code for one in found), area)
    return [
        (one, counted[one.code], places.url_of(one.code, area if inside(area, one.area) else one.area))
        for one in found
        if one.code in counted
    ]


def areas(actor: Actor, wished: str = "") -> list[tuple[str, str]]:
    """Where the actor may open a campaign: their area, those directly inside it, and one that was wished."""
    mine = Q(code=actor.area) | Q(parent=actor.area) | (Q(code=wished) if wished else Q(pk__in=[]))
    found = Area.objects.filter(mine, valid_until__isnull=True).exclude(level=Level.GRID).order_by("code")
    return [
        (code, f"{name} · {Level(level).label}")
        for code, name, level in found.values_list("code", "name", "level")
        if actor.may(Can.CAMPAIGN_RUN, code)
    ]


def expected(actor: Actor, area: str, aim: str, need: str, days: float) -> tuple[int, Effort]:
    """How many targets a campaign would have now, and what reaching them takes within so many days."""
    count = _expected(actor, area, aim, need)
    return count, rules.effort(count, days)


def _expected(actor: Actor, area: str, aim: str, need: str) -> int:
    heads = Headcount.objects.filter(within(area), incident=actor.incident)
    if aim == Aim.HOUSEHOLDS:
        return heads.aggregate(found=Sum("households"))["found"] or 0
    if aim != Aim.RESIDENTS:
        return 0
    if need in NEEDS:
        return heads.aggregate(found=Sum(need))["found"] or 0
    return territory.residents(actor).filter(within(area), ANY_NEED).count()
