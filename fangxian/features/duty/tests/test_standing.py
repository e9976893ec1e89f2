"""Somebody drops out: the seat is a gap at once, counted at every level, in whatever order things happen."""

from __future__ import annotations

import random

import pytest

from fangxian.features.charges.models import Charge
from fangxian.features.charges.services import appoint, end_charge
from fangxian.features.duty import services
from fangxian.features.duty.models import Gap, Post, Posting, Site, Tally
from fangxian.features.duty.models.post import GapReason
from fangxian.features.duty.refusals import NotPosted
from fangxian.features.duty.tests.test_publishing import assert_exact
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.world import BY_NAME

LU = BY_NAME["lu"].actor


def posted() -> list[str]:
    with scope.acting(LU):
        rows = Posting.objects.filter(live=True).order_by("responder__code")
        return list(rows.values_list("responder__code", flat=True))


def test_the_seat_becomes_a_gap(published):
    code = posted()[0]
    with scope.acting(LU):
        posting = Posting.objects.select_related("post").get(live=True, responder__code=code)
        before = Tally.objects.get(area=world.COUNTY).filled
    services.mark_away(actor=LU, responder=code)
    with scope.acting(LU):
        post = Post.objects.get(pk=posting.post_id)
        assert post.filled == posting.post.filled - 1
        assert Gap.objects.get(post=post, reason=GapReason.VACATED).missing == 1
        assert Gap.objects.get(post=post, reason=GapReason.VACATED).live
        assert Tally.objects.get(area=world.COUNTY).filled == before - 1
        assert Entry.objects.filter(kind="duty.post_vacated", subject=code).count() == 1
    assert_exact()
    with pytest.raises(NotPosted):
        services.mark_away(actor=LU, responder=code)


def test_many_are_taken_off_at_once(published):
    people = posted()
    assert services.mark_many_away(actor=LU, responders=[*people, "R-99"]) == len(people)
    assert posted() == []
    assert_exact()


def test_who_may_only_look_takes_nobody_off(published):
    person = posted()[0]
    with scope.acting(BY_NAME["he"].actor) as he, pytest.raises(NotAllowed):
        services.mark_away(actor=he, responder=person)


def test_the_next_county_takes_nobody_off(published):
    person = posted()[0]
    with scope.acting(BY_NAME["yang"].actor) as yang, pytest.raises(NotFound):
        services.mark_away(actor=yang, responder=person)


def test_rebuilding_finds_nothing_to_change(published):
    with scope.acting(world.OPERATOR):
        before = list(Tally.objects.order_by("area").values_list())
    services.rebuild_tallies(actor=LU, area=world.COUNTY)
    services.rebuild_tallies(actor=world.OPERATOR, area=world.REGION)
    with scope.acting(world.OPERATOR):
        assert list(Tally.objects.order_by("area").values_list()) == before


@pytest.mark.parametrize("seed", range(4))
def test_counters_stay_exact_through_any_sequence_of_events(published, seed):
    chance = random.Random(seed)
    for _ in range(25):
        match chance.randrange(4):
            case 0 if people := posted():
                services.mark_away(actor=LU, responder=chance.choice(people))
            case 1:
                services.shut_site(actor=LU, code=some_site(chance))
            case 2:
                services.open_site(actor=LU, code=some_site(chance))
            case 3 if people := posted():
                chosen = chance.sample(people, k=min(2, len(people)))
                services.mark_many_away(actor=LU, responders=chosen)
        assert_exact()


def some_site(chance: random.Random) -> str:
    with scope.acting(LU):
        return chance.choice(sorted(Site.objects.values_list("code", flat=True)))


def test_ending_and_appointing_a_lead_moves_the_vacancies_all_the_way_up(published):
    lu = BY_NAME["lu"].actor
    with scope.acting(lu):
        lead = Charge.objects.get(area=world.UPPER, leads=True, valid_until__isnull=True)
        before = Tally.objects.get(area=world.COUNTY).vacancies
        end_charge(actor=lu, code=lead.code)
        assert Tally.objects.get(area=world.COUNTY).vacancies == before + 1
        appoint(actor=lu, area=world.UPPER, role=Role.VILLAGE_LEAD, holder="R-05")
        moved = Tally.objects.get(area=world.COUNTY).vacancies
        services.rebuild_tallies(actor=lu, area=world.COUNTY)
        assert moved == Tally.objects.get(area=world.COUNTY).vacancies == before
