"""One person's duty: where they stand, when, with whom, and under whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges import selectors as charges
from fangxian.features.duty import access, rules, words
from fangxian.features.duty.models import Post, Posting, Shift
from fangxian.kernel.authority import Actor

LEADING = ("lead", "site_lead", "area_lead")


@dataclass(frozen=True, slots=True)
class Stand:
    """One shift of one person, in local words; `starts_at` and `ends_at` as stored."""

    role: str
    place: str
    starts_at: datetime
    ends_at: datetime
    crew: str
    post: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A posting with its shifts from now on, who is on with the person, and who leads."""

    posting: Posting
    post: Post
    role: str
    crew: str
    shifts: list[Stand]
    beside: list[tuple[str, str]]
    leads: list[tuple[str, str]]


def own_duties(actor: Actor, at: datetime) -> list[Duty]:
    """What the actor stands for from now on, wherever it is."""
    found = []
    for posting in access.own_postings(actor).order_by("pk"):
        with access.at_own_post(actor, posting):
            found.append(_duty(actor, posting, at))
    return found


def own_stands(actor: Actor, at: datetime) -> list[Stand]:
    """The actor's shifts alone, from now on, by time: what a phone holds of them."""
    found: list[Stand] = []
    for posting in access.own_postings(actor).order_by("pk"):
        with access.at_own_post(actor, posting):
            found += _stands(posting, Post.objects.get(pk=posting.post_id), at)
    return sorted(found, key=lambda one: one.starts_at)


def duties_of(postings: list[Posting], actor: Actor, at: datetime) -> list[Duty]:
    """The same for postings in sight, of whomever."""
    return [_duty(actor, posting, at) for posting in postings]


def next_shift(duties: list[Duty]) -> Stand | None:
    """The shift that runs now, or the next one."""
    return min(
        (shift for duty in duties for shift in duty.shifts), key=lambda one: one.starts_at, default=None
    )


def _duty(actor: Actor, posting: Posting, at: datetime) -> Duty:
    post = Post.objects.get(pk=posting.post_id)
    role, crew = words.role(post.role), rules.crew_name(posting.crew)
    stands = _stands(posting, post, at)
    return Duty(posting, post, role, crew, stands, _beside(posting, post), _leads(actor, posting, post))


def _stands(posting: Posting, post: Post, at: datetime) -> list[Stand]:
    role, crew = words.role(post.role), rules.crew_name(posting.crew)
    shifts = Shift.objects.filter(post=post, crew=posting.crew, ends_at__gt=at).order_by("starts_at")
    return [Stand(role, post.place_name, one.starts_at, one.ends_at, crew, post.code) for one in shifts]


def _beside(posting: Posting, post: Post) -> list[tuple[str, str]]:
    """Who is at the same place in the same crew, with their roles."""
    here = Posting.objects.filter(area=post.area, post__place=post.place, post__plan_id=post.plan_id)
    rows = here.filter(live=posting.live, crew=posting.crew).exclude(pk=posting.pk)
    listed = rows.select_related("post").order_by("post__priority", "holder_name")
    return [(one.holder_name, words.role(one.post.role)) for one in listed]


def _leads(actor: Actor, posting: Posting, post: Post) -> list[tuple[str, str]]:
    """Who leads the crew (or else the place), then who answers for the areas around it, nearest first."""
    here = Posting.objects.filter(
        live=True, post__place=post.place, area=post.area, post__role__in=LEADING
    ).select_related("post")
    leading = list(here.order_by("crew"))
    beside = [one for one in leading if one.crew == posting.crew] or leading
    found = [(one.holder_name, words.role(one.post.role)) for one in beside]
    above = [(one.now.name, one.get_role_display()) for one in charges.chain(actor, post.area)]
    return found + [one for one in above if one[0]][:2]
