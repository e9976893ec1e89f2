"""The only doors to a row of duty: what a person may see, one of it, and one of it locked for change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from django.db.models import Model, QuerySet

from fangxian.features.duty.models import Plan, Post, Posting, Site
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound

Row = TypeVar("Row", bound=Model)


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Plans of areas in sight; none for a role that does not see plans."""
    return Plan.objects.all() if actor.may(Can.PLAN_VIEW) else Plan.objects.none()


def get_plan(actor: Actor, code: str) -> Plan:
    """
    One plan in sight.

    Raises:
        NotFound: no such plan, or out of sight.
    """
    return _one(visible_plans(actor), code=code)


def claim_plan(actor: Actor, code: str, *, can: Can) -> Plan:
    """
    One plan, locked until the transaction ends.

    Raises:
        NotFound: no such plan, or out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    plan = _one(visible_plans(actor).select_for_update(), code=code)
    actor.require(can, plan.area)
    return plan


def visible_sites(actor: Actor) -> QuerySet[Site]:
    """Sites in sight; none for a role that sees no duty."""
    return Site.objects.all() if actor.may(Can.DUTY_VIEW) else Site.objects.none()


def get_site(actor: Actor, code: str) -> Site:
    """
    One site in sight.

    Raises:
        NotFound: no such site, or out of sight.
    """
    return _one(visible_sites(actor), code=code)


def claim_site(actor: Actor, code: str, *, can: Can) -> Site:
    """
    One site, locked until the transaction ends.

    Raises:
        NotFound: no such site, or out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    site = _one(visible_sites(actor).select_for_update(), code=code)
    actor.require(can, site.area)
    return site


def visible_posts(actor: Actor) -> QuerySet[Post]:
    """Posts of the running plan in sight; none for a role that sees no duty."""
    return Post.objects.filter(live=True) if actor.may(Can.DUTY_VIEW) else Post.objects.none()


def get_post(actor: Actor, code: str) -> Post:
    """
    One post of the running plan in sight.

    Raises:
        NotFound: no such post, or out of sight.
    """
    return _one(visible_posts(actor), code=code)


def own_postings(actor: Actor) -> QuerySet[Posting]:
    """The person's own running postings, wherever they are (row security lets each see their own)."""
    if not actor.responder:
        return Posting.objects.none()
    return Posting.objects.filter(live=True, responder=int(actor.responder))


@contextmanager
def at_own_post(actor: Actor, posting: Posting) -> Iterator[None]:
    """
    The sight of the area of one's own posting, while the block runs.

    Whoever stands on a post may see that post, its shifts and who is on with them, also when their charge
    is for another area (a volunteer's home village).

    Raises:
        NotFound: the posting is not the actor's.
    """
    if str(posting.responder_id) != actor.responder or not posting.live:
        raise NotFound
    scope.enter(replace(actor, area=posting.area))
    try:
        yield
    finally:
        scope.enter(actor)


def _one(rows: QuerySet[Row], *, code: str) -> Row:
    row = rows.filter(code=code).first()
    if row is None:
        raise NotFound
    return row
