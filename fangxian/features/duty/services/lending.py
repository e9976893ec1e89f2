"""When somebody is seconded: off the posts they hold elsewhere, back on them when they return."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Gap, Post, Posting
from fangxian.features.duty.models.post import GapReason
from fangxian.features.duty.services import tallies
from fangxian.features.duty.services.standing import vacate
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.trail import services as trail


@transaction.atomic
def lend(*, actor: Actor, people: Collection[str], to: str, at: datetime) -> int:
    """
    Take people (roster codes) off every running post outside the area that receives them; how many posts.

    For who runs secondments, under the scope that sees both sides.
    """
    tallies.move(actor.incident)
    held = _locked(_running(people, at).exclude(within(to)))
    for posting in held:
        vacate(actor, posting, lent=True)
    Responder.objects.filter(code__in=people).exclude(within(to, "posted_area")).update(posted_area="")
    return len(held)


@transaction.atomic
def bring_back(*, actor: Actor, people: Collection[str], of: str, at: datetime) -> int:
    """
    Take people (roster codes) off their posts in the area that received them, and put them back on those
    they were lent from, where the plan still runs and the seat is still empty; how many posts.
    """
    tallies.move(actor.incident)
    for posting in _locked(_running(people, at).filter(within(of))):
        vacate(actor, posting)
    Responder.objects.filter(within(of, "posted_area"), code__in=people).update(posted_area="")
    waiting = Posting.objects.filter(lent=True, responder__code__in=people)
    due = waiting.filter(post__live=True, period__endswith__gt=at, responder__is_available=True)
    back = sum(restore(actor, posting) for posting in _locked(due))
    waiting.update(lent=False)
    return back


def _running(people: Collection[str], at: datetime) -> QuerySet[Posting]:
    return Posting.objects.filter(live=True, responder__code__in=people, period__endswith__gt=at)


def _locked(postings: QuerySet[Posting]) -> list[Posting]:
    """Postings with their posts locked, in the order of the posts' keys as everybody takes them."""
    found = list(postings.select_related("responder").order_by("post_id", "pk"))
    posts = Post.objects.filter(pk__in={one.post_id for one in found})
    list(posts.order_by("pk").select_for_update().values_list("pk", flat=True))
    return found


def restore(actor: Actor, posting: Posting) -> bool:
    """Put somebody back on the locked post they were lent from, if its seat is still empty."""
    gap = Gap.objects.filter(post_id=posting.post_id, reason=GapReason.VACATED, live=True).first()
    if gap is None:
        return False
    if gap.missing > 1:
        Gap.objects.filter(pk=gap.pk).update(missing=F("missing") - 1)
    else:
        gap.delete()
    posting.live, posting.lent = True, False
    posting.save(update_fields=["live", "lent"])
    Post.objects.filter(pk=posting.post_id).update(
        filled=F("filled") + 1, members=F("members") + int(posting.is_member)
    )
    Responder.objects.filter(pk=posting.responder_id).update(posted_area=posting.area)
    tallies.change(posting.area, filled=1)
    trail.record(
        actor=actor,
        kind=Event.POST_RESTORED,
        area=posting.area,
        subject=posting.responder.code,
        crew=posting.crew,
    )
    return True
