"""A computed draft: everything in it, once; figures; failures told; computed again with changes by hand."""

from __future__ import annotations

import pytest
from django.db.models import Count, F, Sum
from django.utils import translation

from fangxian.features.duty import selectors, services
from fangxian.features.duty.models import (
    Gap,
    Plan,
    PlanGrid,
    PlanLead,
    PlanSite,
    Post,
    Posting,
    Shift,
)
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.refusals import NothingToPlan, PersonHasEdit, PersonLacksSkill, SiteHasEdit
from fangxian.features.duty.tests.test_drafting import draft
from fangxian.features.territory.models import Household
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from tests import world
from tests.world import BY_NAME

LU = BY_NAME["lu"].actor


@pytest.fixture
def plan(drafted):
    with scope.acting(LU):
        yield Plan.objects.get(code=drafted)


def test_every_household_is_in_exactly_one_grid_of_its_village(plan):
    inside = [one for ids in plan.grids.values_list("household_ids", flat=True) for one in ids]
    expected = Household.objects.filter(area__startswith=world.COUNTY).values_list("pk", flat=True)
    assert sorted(inside) == sorted(expected)
    for grid in PlanGrid.objects.filter(plan=plan):
        villages = set(Household.objects.filter(pk__in=grid.household_ids).values_list("village", flat=True))
        assert villages == {grid.village}
        assert grid.area.startswith(grid.village)
        assert len(grid.area) == len(grid.village) + 3


def test_posts_count_who_holds_them_and_gaps_the_rest(plan):
    posts = Post.objects.filter(plan=plan)
    assert posts.exists()
    held = dict(Posting.objects.filter(post__plan=plan).values_list("post").annotate(Count("pk")))
    missing = dict(Gap.objects.filter(post__plan=plan).values_list("post").annotate(Sum("missing")))
    for post in posts:
        assert post.filled == held.get(post.pk, 0)
        assert post.wanted - post.filled == missing.get(post.pk, 0)
        assert post.wanted == post.seats * post.crews
    assert not Posting.objects.filter(post__plan=plan, live=True).exists()


def test_holders_have_the_skills_and_stand_once(plan):
    postings = Posting.objects.filter(post__plan=plan).select_related("post", "responder")
    assert postings.exists()
    for posting in postings:
        assert set(posting.post.skills) <= set(posting.responder.skills)
        assert not posting.post.kinds or posting.responder.kind in posting.post.kinds
        assert posting.crew < posting.post.crews
    people = [posting.responder_id for posting in postings]
    assert len(people) == len(set(people))


def test_shifts_lie_inside_the_plan_and_belong_to_crews(plan):
    shifts = Shift.objects.filter(post__plan=plan)
    assert shifts.exists()
    assert not shifts.filter(starts_at__lt=plan.starts_at).exists()
    assert not shifts.filter(crew__gte=F("post__crews")).exists()
    assert not shifts.exclude(area=F("post__area")).exists()


def test_every_area_and_grid_has_a_line_for_its_lead(plan):
    leads = set(PlanLead.objects.filter(plan=plan).values_list("area", flat=True))
    assert {world.COUNTY, world.RIVER, world.HILL, world.UPPER, world.LOWER, world.RIDGE} <= leads
    assert set(plan.grids.values_list("area", flat=True)) <= leads


def test_figures_say_what_the_rows_say(plan):
    figures = selectors.figures(LU, plan.code)
    assert figures["grids"] == plan.grids.count()
    assert figures["posts"] == plan.posts.count()
    assert figures["shifts"] == Shift.objects.filter(post__plan=plan).count()
    assert figures["postings_filled"] == Posting.objects.filter(post__plan=plan).count()
    gaps = Gap.objects.filter(post__plan=plan).values_list("reason").annotate(Sum("missing"))
    assert figures["postings_unfilled"] == dict(gaps)
    sites = PlanSite.objects.filter(plan=plan).values_list("kind").annotate(Count("pk"))
    assert figures["sites"] == dict(sites)
    assert figures["gap"] == 0
    assert figures["temporary_branches"] == plan.branches.count()
    assert figures["teams"] == plan.teams.count()
    assert figures["pioneer_posts"] == plan.posts.filter(members__gt=0).count()


def test_nothing_of_the_next_county_is_in_it(plan):
    with scope.acting(world.OPERATOR):
        assert not Post.objects.filter(plan=plan).exclude(area__startswith=world.COUNTY).exists()
        people = Posting.objects.filter(post__plan=plan).values_list("responder__code", flat=True)
        assert not {"R-21", "R-22"} & set(people)


def test_the_same_seed_gives_the_same_plan(plan):
    again = services.compute(actor=LU, code=draft(seed=plan.seed, starts_at=plan.starts_at).code)
    assert told(again) == told(plan)
    assert again.basis == plan.basis


def told(plan: Plan) -> list[tuple[object, ...]]:
    rows = Posting.objects.filter(post__plan=plan).order_by("post__code", "crew", "responder__code")
    return list(rows.values_list("post__code", "crew", "responder__code"))


def test_progress_is_told_step_by_step_to_the_end(county):
    heard: list[tuple[str, float]] = []
    services.compute(actor=LU, code=draft().code, progress=lambda what, share: heard.append((what, share)))
    shares = [share for _what, share in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert {"reading", "writing"} <= {what for what, _share in heard}


def test_an_area_without_households_says_so_on_the_plan(county):
    with scope.acting(world.OPERATOR):
        Household.objects.filter(area__startswith=world.HILL).delete()
    code = draft(area=world.HILL).code
    with translation.override("en"), pytest.raises(NothingToPlan):
        services.compute(actor=LU, code=code)
    with scope.acting(LU):
        failed = Plan.objects.get(code=code)
    assert failed.state == PlanState.FAILED
    assert "households" in failed.error


def test_a_failed_recomputation_keeps_the_draft(plan, monkeypatch):
    before = told(plan)
    services.recompute(actor=LU, code=plan.code, queue=False)

    def break_down(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("fangxian.engines.planning.plan", break_down)
    with pytest.raises(ZeroDivisionError):
        services.compute(actor=LU, code=plan.code)
    plan.refresh_from_db()
    assert plan.state == PlanState.FAILED
    assert told(plan) == before


class TestChangesByHand:
    """Pins, closed sites and people planned without are obeyed, and can be withdrawn."""

    def recomputed(self, plan: Plan) -> Plan:
        services.recompute(actor=LU, code=plan.code, queue=False)
        return services.compute(actor=LU, code=plan.code)

    def test_a_person_planned_without_is_not_posted(self, plan):
        person = told(plan)[0][2]
        services.mark_unavailable(actor=LU, code=plan.code, responder=person)
        with pytest.raises(PersonHasEdit):
            services.mark_unavailable(actor=LU, code=plan.code, responder=person)
        assert person not in {row[2] for row in told(self.recomputed(plan))}

    def test_a_change_withdrawn_changes_nothing(self, plan):
        before, person = told(plan), told(plan)[0][2]
        services.mark_unavailable(actor=LU, code=plan.code, responder=person)
        services.withdraw_edit(actor=LU, code=plan.code, responder=person)
        assert told(self.recomputed(plan)) == before
        with pytest.raises(NotFound):
            services.withdraw_edit(actor=LU, code=plan.code, responder=person)

    def test_a_pinned_person_stands_there(self, plan):
        post = plan.posts.filter(role="lead", filled__gte=0).order_by("code").first() or plan.posts.first()
        services.pin_person(actor=LU, code=plan.code, responder="R-13", post=post.code)
        made = self.recomputed(plan)
        pinned = Posting.objects.get(post__plan=made, responder__code="R-13")
        assert (pinned.post.code, pinned.pinned) == (post.code, True)

    def test_nobody_is_pinned_to_what_they_cannot_do(self, plan):
        post = plan.posts.filter(role="sampler").first()
        with pytest.raises(PersonLacksSkill):
            services.pin_person(actor=LU, code=plan.code, responder="R-08", post=post.code)

    def test_a_closed_site_has_no_posts(self, plan):
        services.close_site(actor=LU, code=plan.code, site="S-GATE")
        with pytest.raises(SiteHasEdit):
            services.close_site(actor=LU, code=plan.code, site="S-GATE")
        assert not self.recomputed(plan).posts.filter(place="S-GATE").exists()

    def test_recomputing_without_a_change_moves_nobody(self, plan):
        before = told(plan)
        made = self.recomputed(plan)
        assert told(made) == before
        assert made.figures["postings_changed"] == 0
