"""When somebody who stands on a post drops out: the seat becomes a gap at once, and is counted as one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from fangxian.features.duty import access
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Gap, Post, Posting
from fangxian.features.duty.models.post import GapReason
from fangxian.features.duty.refusals import NotPosted
from fangxian.features.duty.services import tallies
from fangxian.features.roster import access as roster
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail


@transaction.atomic
def mark_away(*, actor: Actor, responder: str) -> list[Posting]:
    """
    Take a person off every post of the running plan that they hold in sight.

    The roster is not touched: whoever marks somebody absent there says so to duty by this.

    Raises:
        NotFound: no such person, or out of sight.
        NotPosted: the person holds no post in sight.
        NotAllowed: the actor may not take people off posts there.
    """
    scope.enter(actor)
    roster.get(actor, responder)
    tallies.move(actor.incident)
    held = list(_held(actor, [responder]))
    if not held:
        raise NotPosted(name=responder)
    for posting in held:
        vacate(actor, posting)
    return held


@transaction.atomic
def mark_many_away(*, actor: Actor, responders: Iterable[str]) -> int:
    """
    Take all of these people off their posts in sight; those who hold none are passed over.

    Returns how many posts lost somebody.

    Raises:
        NotAllowed: the actor may not take people off posts in one of the areas.
    """
    scope.enter(actor)
    tallies.move(actor.incident)
    held = list(_held(actor, list(responders)))
    for posting in held:
        vacate(actor, posting)
    return len(held)


def _held(actor: Actor, responders: list[str]) -> Iterable[Posting]:
    """Their running postings, the posts locked in the order of their keys."""
    posts = Posting.objects.filter(live=True, responder__code__in=responders).values("post_id")
    locked = access.visible_posts(actor).filter(pk__in=posts).order_by("pk").select_for_update()
    keys = [post.pk for post in locked]
    found = Posting.objects.filter(live=True, post_id__in=keys, responder__code__in=responders)
    return found.select_related("responder").order_by("post_id", "pk")


def vacate(actor: Actor, posting: Posting, *, lent: bool = False) -> None:
    """
    Let a locked posting end: its seat becomes a gap. `lent` says that its holder comes back.

    Raises:
        NotAllowed: the actor may not take people off posts there.
    """
    actor.require(Can.DUTY_CHANGE, posting.area)
    posting.live, posting.lent = False, lent
    posting.save(update_fields=["live", "lent"])
    Post.objects.filter(pk=posting.post_id).update(
        filled=F("filled") - 1, members=F("members") - int(posting.is_member)
    )
    changed = Gap.objects.filter(post_id=posting.post_id, reason=GapReason.VACATED).update(
        missing=F("missing") + 1
    )
    if not changed:
        Gap.objects.create(
            post_id=posting.post_id, area=posting.area, missing=1, reason=GapReason.VACATED, live=True
        )
    tallies.change(posting.area, filled=-1)
    trail.record(
        actor=actor,
        kind=Event.POST_VACATED,
        area=posting.area,
        subject=posting.responder.code,
        crew=posting.crew,
    )
