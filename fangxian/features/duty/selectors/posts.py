"""Posts with who holds them, and gaps with why they are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from fangxian.features.duty import rules, words
from fangxian.features.duty.models import Gap, Post, Posting
from fangxian.features.duty.models.post import GapReason
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.duty.selectors.paging import page_of


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody on a post."""

    code: str
    name: str
    crew: str
    distance: str
    pinned: bool
    is_member: bool


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with its holders, in words."""

    post: Post
    role: str
    asks: str
    holders: list[Holder] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Seats nobody fills."""
        return self.post.wanted - self.post.filled


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap in words: why it is there, what would fill it, who could come."""

    gap: Gap
    post: Post
    role: str
    reason: str
    sentence: str
    candidates: list[dict[str, Any]]


def post_page(
    look: Look, *, text: str = "", role: str = "", only_open: bool = False, number: object = 1
) -> Page[PostRow]:
    """One page of posts by place; `text` is part of a place's or a holder's name, or the start of a code."""
    rows = found_posts(look, text=text, role=role, only_open=only_open)
    return page_of(rows, told, number)


def found_posts(look: Look, *, text: str = "", role: str = "", only_open: bool = False) -> QuerySet[Post]:
    """The posts a search finds, by place."""
    rows = look.posts.order_by("area", "code")
    if role:
        rows = rows.filter(role=role)
    if only_open:
        rows = rows.filter(filled__lt=F("wanted"))
    if text:
        named = Posting.objects.filter(post=OuterRef("pk"), holder_name__contains=text)
        rows = rows.filter(Q(place_name__contains=text) | Q(code__startswith=text) | Exists(named))
    return rows


def told(posts: Iterable[Post]) -> list[PostRow]:
    """Posts with their roles in words and with who holds them."""
    found = [PostRow(one, words.role(one.role), rules.asked_for(one.skills, one.kinds)) for one in posts]
    by_key = {row.post.pk: row for row in found}
    for posting in _holding(found):
        by_key[posting.post_id].holders.append(_holder(posting))
    return found


def _holding(found: list[PostRow]) -> QuerySet[Posting]:
    keys = [row.post.pk for row in found]
    # A running post has running holders only; somebody who was taken off stays in the table, not in sight.
    live = Q(live=True) if found and found[0].post.live else Q()
    rows = Posting.objects.filter(live, post__in=keys).select_related("responder")
    return rows.order_by("post", "crew", "holder_name")


def _holder(posting: Posting) -> Holder:
    return Holder(
        posting.responder.code,
        posting.holder_name,
        rules.crew_name(posting.crew),
        "" if posting.distance_m is None else rules.kilometres(posting.distance_m),
        posting.pinned,
        posting.is_member,
    )


def gap_page(look: Look, *, reason: str = "", role: str = "", number: object = 1) -> Page[GapRow]:
    """One page of what nobody fills, the most needed first."""
    rows = look.gaps.select_related("post").order_by("post__priority", "area", "post_id", "reason")
    if reason in GapReason.values:
        rows = rows.filter(reason=reason)
    if role:
        rows = rows.filter(post__role=role)
    return page_of(rows, lambda some: [gap_row(one) for one in some], number)


def gap_row(gap: Gap) -> GapRow:
    """One gap in words."""
    post = gap.post
    sentence = rules.explain(
        reason=gap.reason,
        missing=gap.missing,
        skills=post.skills,
        kinds=post.kinds,
        farthest_m=post.farthest_m,
        nearest_m=gap.nearest_m,
    )
    people = [one | {"distance": rules.kilometres(one["distance_m"])} for one in gap.candidates]
    return GapRow(gap, post, words.role(post.role), str(GapReason(gap.reason).label), sentence, people)


def roles_of(look: Look) -> list[tuple[str, str]]:
    """The roles there are, with their titles."""
    names = look.posts.order_by().values_list("role", flat=True).distinct()
    return sorted(((name, words.role(name)) for name in names), key=lambda one: one[1])
