"""The only doors to rounds, their points and their tubes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from fangxian.features.campaigns.models import Campaign
from fangxian.features.sampling.models import Listing, Point, Round, Stranger, Swab, Tube
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Round]:
    """The rounds of the actor's incident in their area, and those of the areas above."""
    return (
        Round.objects.filter(incident=actor.incident) if actor.may(Can.ROUND_VIEW) else Round.objects.none()
    )


def newest_first(actor: Actor) -> QuerySet[Round]:
    """Those in sight, the one that was ordered last first; their codes are in no order."""
    ordered = Campaign.objects.filter(code=OuterRef("code")).values("made_at")
    return visible(actor).order_by(Subquery(ordered).desc(), "-number", "code")


def get(actor: Actor, code: str) -> Round:
    """
    One round.

    Raises:
        NotFound: no such round, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str, *, can: Can = Can.ROUND_ORDER) -> Round:
    """
    One round, locked until the transaction ends.

    Raises:
        NotFound: no such round, or out of sight.
        NotAllowed: the actor's charge does not carry `can` over the round's whole area.
    """
    actor.require(can, get(actor, code).area)
    return _one(visible(actor).select_for_update(), code)


def points(actor: Actor, code: str) -> QuerySet[Point]:
    """The points of a round in the actor's area."""
    return Point.objects.filter(round=get(actor, code).code)


def claim_point(actor: Actor, code: str, point: str, *, can: Can = Can.ROUND_ORDER) -> Point:
    """
    One point of a round, locked until the transaction ends.

    Raises:
        NotFound: no such round or point, or out of sight.
        NotAllowed: the actor's charge does not carry `can` where the point is.
    """
    found = points(actor, code).select_for_update().filter(code=point).first()
    if found is None:
        raise NotFound
    actor.require(can, found.area)
    return found


def tubes(actor: Actor, code: str) -> QuerySet[Tube]:
    """The tubes of a round in the actor's area."""
    return Tube.objects.filter(round=get(actor, code).code)


def all_tubes(actor: Actor) -> QuerySet[Tube]:
    """The tubes of all rounds in the actor's area."""
    return Tube.objects.filter(within(actor.area), round__in=visible(actor).values("code"))


def strangers(actor: Actor, of_tube: Tube) -> QuerySet[Stranger]:
    """Who is in a tube and in no list, to those who may read who they are."""
    if not actor.may(Can.RESIDENT_READ, of_tube.area):
        return Stranger.objects.none()
    inside_it = Swab.objects.filter(tube=of_tube.code, void=False).values("id")
    return Stranger.objects.filter(within(actor.area), id__in=inside_it).order_by("id")


def get_stranger(actor: Actor, swab: UUID) -> Stranger:
    """
    What was noted of somebody in no list, by their swab.

    Raises:
        NotFound: no such stranger, or out of sight.
    """
    rounds = visible(actor).values("code")
    found = Stranger.objects.filter(within(actor.area), id=swab, round__in=rounds).first()
    if found is None:
        raise NotFound
    return found


def listings(actor: Actor) -> QuerySet[Listing]:
    """Who of the actor's area is on a list that was not ended."""
    return Listing.objects.filter(within(actor.area), incident=actor.incident, ended_at=None)


def claim_listing(actor: Actor, resident: str, *, can: Can = Can.LISTING_KEEP) -> Listing:
    """
    The entry of somebody on a list, locked until the transaction ends.

    Raises:
        NotFound: on no list, or out of sight.
        NotAllowed: the actor's charge does not carry `can` there.
    """
    found = listings(actor).select_for_update().filter(resident=resident).first()
    if found is None:
        raise NotFound
    actor.require(can, found.area)
    return found


def tube(actor: Actor, code: str, barcode: str) -> Tube:
    """
    One tube of a round.

    Raises:
        NotFound: no such round or tube, or out of sight.
    """
    found = tubes(actor, code).filter(barcode=barcode).first()
    if found is None:
        raise NotFound
    return found


def claim_tubes(actor: Actor, codes: Iterable[str], *, can: Can = Can.RESULT_ENTER) -> list[Tube]:
    """
    Some tubes, in order of code.

    Raises:
        NotFound: one of them is not there, or out of sight.
        NotAllowed: the actor's charge does not carry `can` there.
    """
    wanted = set(codes)
    found = list(Tube.objects.filter(code__in=wanted).order_by("code"))
    if len(found) != len(wanted):
        raise NotFound
    for tube in found:
        actor.require(can, tube.area)
    return found


def _one(rounds: QuerySet[Round], code: str) -> Round:
    found = rounds.filter(code=code).first()
    if found is None:
        raise NotFound
    return found
