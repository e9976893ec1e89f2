"""Finding people, posts and sites for a change by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from fangxian.features.duty import rules, words
from fangxian.features.duty.models import PlanSite, Posting
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.duty.selectors.posts import PostRow, told
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound

FOUND_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the roster, with what they can do and where the draft puts them ('' for nowhere)."""

    code: str
    name: str
    skills: str
    stands: str


def people(actor: Actor, look: Look, text: str) -> list[PersonRow]:
    """Responders whose name or code starts with the text."""
    if not text or not (actor.may(Can.ROSTER_VIEW) or actor.may(Can.PLAN_DRAFT)):
        return []
    rows = Responder.objects.filter(within(text, "name") | within(text, "code")).order_by("name", "code")
    found = list(rows[:FOUND_AT_MOST])
    held = Posting.objects.filter(post__plan=look.plan, responder__in=found).select_related("post")
    stands = {one.responder_id: f"{one.post.place_name} · {words.role(one.post.role)}" for one in held}
    return [_person(one, stands.get(one.pk, "")) for one in found]


def find_person(actor: Actor, code: str) -> PersonRow:
    """
    One responder by code.

    Raises:
        NotFound: nobody in sight has it.
    """
    found = Responder.objects.filter(code=code).first()
    if found is None or not actor.may(Can.PLAN_DRAFT):
        raise NotFound
    return _person(found, "")


def _person(one: Responder, stands: str) -> PersonRow:
    return PersonRow(one.code, one.name, rules.asked_for(sorted(one.skills), [one.kind]), stands)


def posts(look: Look, text: str, responder: str) -> list[PostRow]:
    """Posts of a place whose name holds the text that this person has the skills for; open ones first."""
    person = Responder.objects.filter(code=responder).first()
    if person is None:
        return []
    rows = look.posts.filter(skills__contained_by=list(person.skills))
    rows = rows.filter(Q(kinds=[]) | Q(kinds__contains=[person.kind]))
    if text:
        rows = rows.filter(Q(place_name__contains=text) | Q(code__startswith=text))
    else:
        rows = rows.filter(within(person.home_area))
    return told(sorted(rows.order_by("code")[:FOUND_AT_MOST], key=lambda one: one.filled >= one.wanted))


def sites(look: Look, text: str) -> list[PlanSite]:
    """Sites whose name holds the text, or whose code starts with it."""
    if not text:
        return []
    rows = look.sites.filter(Q(name__contains=text) | Q(code__startswith=text))
    return list(rows.order_by("name")[:FOUND_AT_MOST])
