"""Posts of a village or a grid, with the people who stand on them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fangxian.features.duty import words
from fangxian.features.duty.models import Post, Posting
from fangxian.kernel.codes import within

MOST = 60


@dataclass(frozen=True, slots=True)
class Held:
    """A post of the running plan and who holds it."""

    place: str
    role: str
    wanted: int
    filled: int
    people: list[str]


def held(code: str) -> list[Held]:
    """The posts inside an area, by place, at most `MOST`; each with the names of those posted there."""
    columns = ("pk", "place_name", "role", "wanted", "filled")
    rows = Post.objects.filter(within(code), live=True).order_by("area", "code").values_list(*columns)[:MOST]
    posts = list(rows)
    people: dict[int, list[str]] = defaultdict(list)
    standing = Posting.objects.filter(within(code), live=True, post__in=[post[0] for post in posts])
    for post, name in standing.order_by("crew", "holder_name").values_list("post_id", "holder_name"):
        people[post].append(name)
    return [
        Held(place, words.role(role), wanted, filled, people[pk]) for pk, place, role, wanted, filled in posts
    ]
