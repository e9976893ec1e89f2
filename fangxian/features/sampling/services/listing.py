"""Lists of who is exempt and who is sampled at home: noted, ended, and followed by the rounds that run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from fangxian.features.campaigns import services as campaigns
from fangxian.features.campaigns.models import Campaign, CampaignKind, CampaignState
from fangxian.features.sampling import access, rules
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Listing, ListKind, Round
from fangxian.features.sampling.refusals import ListedAlready, ListUnfit, ListUntilMissing
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is put on which list, why, and up to and with which day (None: until it is ended)."""

    residents: Sequence[str]
    kind: str
    reason: str
    until: date | None = None


@transaction.atomic
def list_residents(*, actor: Actor, listed: Listed, at: datetime | None = None) -> int:
    """
    Put residents on a list; rounds that run follow at once. How many.

    Raises:
        NotFound: one of them is not in the register, or out of sight.
        NotAllowed: the actor keeps no lists there.
        ListUnfit, ListUntilMissing: the reason is none for this list, or needs a day until when.
        ListedAlready: one of them is on a list.
    """
    at = at or timezone.now()
    _check(listed, at)
    wanted = sorted(set(listed.residents))
    areas = dict(
        territory.residents(actor).filter(code__in=wanted).order_by("code").values_list("code", "area")
    )
    if not wanted or len(areas) != len(wanted):
        raise NotFound
    for area in set(areas.values()):
        actor.require(Can.LISTING_KEEP, area)
    on_one = access.listings(actor).filter(resident__in=wanted).values_list("resident", flat=True).first()
    if on_one is not None:
        raise ListedAlready(resident=on_one)
    rows = [_row(actor, listed, code, areas[code], at) for code in wanted]
    try:
        with transaction.atomic():
            Listing.objects.bulk_create(rows, batch_size=1_000)
    except IntegrityError as taken:  # somebody put one of them on a list just now
        raise ListedAlready(resident=wanted[0]) from taken
    follow(actor, wanted)
    trail.record(
        actor=actor,
        kind=Event.LISTED,
        area=actor.area,
        subject=wanted[0],
        at=at,
        count=len(wanted),
        list=listed.kind,
        reason=listed.reason,
    )
    return len(wanted)


@transaction.atomic
def end_listing(*, actor: Actor, resident: str, at: datetime | None = None) -> Listing:
    """
    Take somebody off the list they are on; rounds that run want them again.

    Raises:
        NotFound: on no list, or out of sight.
        NotAllowed: the actor keeps no lists there.
    """
    found = access.claim_listing(actor, resident)
    found.ended_at, found.ended_by = at or timezone.now(), actor.person
    found.save(update_fields=["ended_at", "ended_by"])
    follow(actor, [resident])
    trail.record(
        actor=actor, kind=Event.UNLISTED, area=found.area, subject=resident, at=at, list=found.kind, count=1
    )
    return found


def follow(actor: Actor, residents: Iterable[str]) -> None:
    """Let the rounds that are not closed leave out, or want again, whoever the lists say."""
    people = sorted(set(residents))
    listed = access.listings(actor).filter(resident__in=people, kind=ListKind.EXEMPT)
    until = dict(listed.values_list("resident", "until"))
    targets, exempt = list[str](), list[bool]()
    for campaign in _unclosed(actor):
        on = timezone.localdate(campaign.starts_at)
        targets += [f"{campaign.code}/{code}" for code in people]
        exempt += [code in until and rules.in_force(until[code], on) for code in people]
    campaigns.set_exempt(targets, exempt)


def mark(campaign: Campaign) -> None:
    """Leave out of a round that is being prepared whoever is exempt on the day on which it begins."""
    if campaign.kind != CampaignKind.SAMPLING:
        return
    on = timezone.localdate(campaign.starts_at)
    listed = Listing.objects.filter(
        within(campaign.area), incident=campaign.incident, kind=ListKind.EXEMPT, ended_at=None
    )
    people = [code for code, until in listed.values_list("resident", "until") if rules.in_force(until, on)]
    campaigns.set_exempt([f"{campaign.code}/{code}" for code in sorted(people)], [True] * len(people))


def _check(listed: Listed, at: datetime) -> None:
    if listed.reason not in rules.REASONS.get(listed.kind, ()):
        raise ListUnfit(field="reason")
    if listed.until is None and listed.reason in rules.DATED:
        raise ListUntilMissing(field="until")
    if listed.until is not None and listed.until < timezone.localdate(at):
        raise ListUntilMissing(field="until")


def _row(actor: Actor, listed: Listed, resident: str, area: str, at: datetime) -> Listing:
    return Listing(
        incident=actor.incident,
        resident=resident,
        area=area,
        kind=listed.kind,
        reason=listed.reason,
        until=listed.until,
        at=at,
        person=actor.person,
        person_name=actor.name,
    )


def _unclosed(actor: Actor) -> list[Campaign]:
    rounds = Round.objects.filter(incident=actor.incident).values("code")
    found = Campaign.objects.filter(code__in=rounds).exclude(state=CampaignState.CLOSED)
    return list(found.order_by("code"))
