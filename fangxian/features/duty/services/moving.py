"""Moving people from one place to another while the plan runs: an own seat there, and back again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from fangxian.features.duty import access, rules, words
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Post, Posting, Shift
from fangxian.features.duty.refusals import CannotReturn, NobodyThere, NoPostThere, RestBroken
from fangxian.features.duty.services import tallies
from fangxian.features.duty.services.lending import restore
from fangxian.features.duty.services.standing import vacate
from fangxian.features.roster.models import Responder
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

LOOK_BACK = timedelta(days=2)
"""Shifts that ended longer ago take nobody's rest."""


@transaction.atomic
def send_one(*, actor: Actor, role: str, place: str, to: str, at: datetime) -> Posting:
    """
    Send somebody of a role from one place to another: their new posting, on a seat added for them there.

    Who is on shift goes before who is not, then who lives nearest. The post they leave keeps their seat: it
    is a gap until `send_back`.

    Raises:
        NoPostThere, NobodyThere: one of the places has no such post, or nobody stands on it.
        RestBroken: nobody could go without losing their rest or standing too long.
        NotAllowed: the actor may not take people off posts at one of them.
    """
    tallies.move(actor.incident)
    left, joined = _locked(actor, role, place, to, at)
    known = Posting.objects.filter(post=joined).values("responder")
    people = Posting.objects.filter(post=left, live=True).exclude(responder__in=known)
    held = list(people.select_related("responder").order_by(Coalesce("distance_m", 0), "pk"))
    if not held:
        raise NobodyThere(place=left.place_name, role=words.role(role))
    busy = _on_shift(left, at)
    held.sort(key=lambda one: one.crew not in busy)
    for posting in held:
        crew = _crew(posting, left, joined, at)
        if crew is not None:
            return _send(actor, posting, joined, crew, at)
    raise RestBroken(place=left.place_name, role=words.role(role))


@transaction.atomic
def send_back(*, actor: Actor, people: Sequence[str], place: str) -> int:
    """
    Take people (roster codes) off the seats added for them at a place, back to where they came from.

    Raises:
        CannotReturn: one of them is not there any more, or their seat is taken or gone.
        NotAllowed: the actor may not take people off posts there.
    """
    tallies.move(actor.incident)
    there = Posting.objects.filter(post__place=place, live=True, responder__code__in=people)
    posts = set(there.values_list("post_id", flat=True))
    # Who was sent on from where they were sent goes back one step, to the place they left last.
    waiting = Posting.objects.filter(lent=True, responder__code__in=people).order_by("-pk")
    posts |= set(waiting.values_list("post_id", flat=True))
    list(Post.objects.filter(pk__in=posts).order_by("pk").select_for_update().values_list("pk"))
    for code in people:
        away = there.filter(responder__code=code).select_related("responder").first()
        home = waiting.filter(responder__code=code, post__live=True).select_related("responder").first()
        if away is None or home is None:
            raise CannotReturn(name=code)
        _leave(actor, away)
        if not restore(actor, home):
            raise CannotReturn(name=home.holder_name)
    return len(people)


def have_seats(people: Sequence[str]) -> bool:
    """Whether any of these people left a seat of the running plan; one published since has none."""
    return Posting.objects.filter(lent=True, post__live=True, responder__code__in=people).exists()


def _locked(actor: Actor, role: str, place: str, to: str, at: datetime) -> tuple[Post, Post]:
    """The posts of a role at two places, locked in the order of their keys as everybody takes them."""
    found = access.visible_posts(actor).filter(role=role, place__in=(place, to)).order_by("pk")
    posts = {one.place: one for one in found.select_for_update()}
    for one, refusal in ((to, NoPostThere), (place, NobodyThere)):
        if one not in posts or posts[one].ends_at <= at:
            raise refusal(place=one, role=words.role(role))
    actor.require(Can.DUTY_CHANGE, posts[to].area)
    return posts[place], posts[to]


def _on_shift(post: Post, at: datetime) -> set[int]:
    """The crews of a post that stand now."""
    now = Shift.objects.filter(post=post, starts_at__lte=at, ends_at__gt=at)
    return set(now.values_list("crew", flat=True))


def _crew(posting: Posting, left: Post, joined: Post, at: datetime) -> int | None:
    """The crew somebody can join with their rest kept: one that stands now, else whichever; None if none."""
    pack = rulepacks.load(joined.plan.rule_pack)
    rest, longest = (timedelta(hours=pack[name]) for name in ("rest_hours", "hours_day"))
    stood = Shift.objects.filter(post=left, crew=posting.crew, starts_at__lt=at, ends_at__gt=at - LOOK_BACK)
    done = [(start, min(end, at)) for start, end in stood.values_list("starts_at", "ends_at")]
    busy = _on_shift(joined, at)
    for crew in sorted(range(joined.crews), key=lambda one: (one not in busy, one != posting.crew, one)):
        coming = Shift.objects.filter(post=joined, crew=crew, ends_at__gt=at)
        then = [(max(start, at), end) for start, end in coming.values_list("starts_at", "ends_at")]
        if rules.may_follow(done, then, rest=rest, longest=longest):
            return crew
    return None


def _send(actor: Actor, posting: Posting, joined: Post, crew: int, at: datetime) -> Posting:
    vacate(actor, posting, lent=True)
    made = Posting.objects.create(
        post=joined,
        area=joined.area,
        responder=posting.responder,
        holder_name=posting.holder_name,
        crew=crew,
        period=(max(at, joined.starts_at), joined.ends_at),
        is_member=posting.is_member,
        live=True,
    )
    _seat(joined, made, 1)
    Responder.objects.filter(pk=posting.responder_id).update(posted_area=joined.area)
    trail.record(
        actor=actor,
        kind=Event.POST_REINFORCED,
        area=joined.area,
        subject=posting.responder.code,
        at=at,
        crew=crew,
        post=joined.code,
    )
    return made


def _leave(actor: Actor, posting: Posting) -> None:
    """The seat goes as it came; the trail has that somebody held it."""
    actor.require(Can.DUTY_CHANGE, posting.area)
    _seat(posting.post, posting, -1)
    posting.delete()


def _seat(post: Post, posting: Posting, by: int) -> None:
    member = by * int(posting.is_member)
    Post.objects.filter(pk=post.pk).update(
        wanted=F("wanted") + by, filled=F("filled") + by, members=F("members") + member
    )
    tallies.change(post.area, seats=by, filled=by)
