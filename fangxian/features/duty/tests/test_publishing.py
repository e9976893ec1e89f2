"""Publishing: everything of a plan runs at once or nothing does; what is stale is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from fangxian.config.sheets import KINDS
from fangxian.features.charges.models import Charge
from fangxian.features.duty import selectors, services
from fangxian.features.duty.models import Gap, Plan, Post, Posting, Site, Tally
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.refusals import PlanHasOpenEdits, PlanNotDraft, PlanOutdated
from fangxian.features.duty.services import tallies
from fangxian.features.duty.tests.test_drafting import draft
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.roster import services as roster
from fangxian.features.roster.models import Absence, Responder
from fangxian.features.territory.models import Area, Household, Level
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sheets import take_in
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.world import BY_NAME

LU = BY_NAME["lu"].actor


def counters(area: str) -> tuple[int, ...]:
    found = Tally.objects.filter(area=area).values_list(*tallies.COUNTERS).first()
    return found or (0,) * len(tallies.COUNTERS)


def assert_exact(incident: str = world.INCIDENT) -> None:
    """Every counter of every area equals what the live rows say."""
    with scope.acting(replace(world.OPERATOR, incident=incident)):
        live = tallies.live_counts(incident, "")
        kept = {row[0]: row[1:] for row in Tally.objects.values_list("area", *tallies.COUNTERS)}
    assert kept == {area: live[area] for area in kept}
    assert {area for area, counts in live.items() if any(counts)} <= set(kept)


def test_all_of_it_runs(published):
    with scope.acting(LU):
        plan = Plan.objects.get(code=published)
        assert plan.state == PlanState.PUBLISHED
        assert plan.posts.filter(live=False).count() == 0
        assert Posting.objects.filter(post__plan=plan, live=False).count() == 0
        assert Gap.objects.filter(post__plan=plan, live=False).count() == 0
        grids = set(plan.grids.values_list("area", flat=True))
        assert set(Area.objects.filter(level=Level.GRID).values_list("code", flat=True)) == grids
        homes = Household.objects.filter(area__startswith=world.COUNTY)
        assert set(homes.values_list("area", flat=True)) <= grids
        assert set(plan.sites.values_list("code", flat=True)) <= set(
            Site.objects.values_list("code", flat=True)
        )
        leads = {one.area: one for one in Charge.objects.filter(leads=True, valid_until__isnull=True)}
        for lead in plan.leads.exclude(holder=""):
            assert leads[lead.area].holder_name == lead.holder_name
        assert (leads[world.COUNTY].holder_name, leads[world.RIVER].holder_name) == ("陆明", "黄强")
        assert grids <= set(leads)
        posted = Responder.objects.exclude(posted_area="").values_list("code", "posted_area")
        held = Posting.objects.filter(live=True).values_list("responder__code", "area")
        assert dict(posted) == dict(held)
        branches = Unit.objects.filter(kind=UnitKind.TEMPORARY_BRANCH, valid_until__isnull=True)
        assert branches.count() == plan.branches.count()
        assert Entry.objects.filter(kind="duty.plan_published", subject=published).count() == 1
        running = selectors.running_plan(LU, world.UPPER)
    assert running is not None
    assert running.code == published


def test_counters_are_exact_up_to_the_region(published):
    assert_exact()
    with scope.acting(world.OPERATOR):
        county, region = counters(world.COUNTY), counters(world.REGION)
    assert county[tallies.COUNTERS.index("seats")] == region[tallies.COUNTERS.index("seats")] > 0


def test_it_is_published_once(published):
    with pytest.raises(PlanNotDraft):
        services.publish_plan(actor=LU, code=published)


@pytest.mark.parametrize("name", ["nong", "li", "huang", "he"])
def test_only_the_commander_publishes(drafted, name):
    refusals = (NotAllowed,) if name in ("nong", "li", "he") else (Exception,)
    with pytest.raises(refusals):
        services.publish_plan(actor=BY_NAME[name].actor, code=drafted)


def test_a_draft_with_open_changes_is_not_published(drafted):
    services.mark_unavailable(actor=LU, code=drafted, responder="R-09")
    with pytest.raises(PlanHasOpenEdits):
        services.publish_plan(actor=LU, code=drafted)


def test_a_draft_is_outdated_once_its_basis_changes(drafted):
    with scope.acting(BY_NAME["nong"].actor) as nong:
        roster.mark_unavailable(actor=nong, code="R-09", reason=Absence.ILL, since=date(2022, 2, 8))
    with pytest.raises(PlanOutdated):
        services.publish_plan(actor=LU, code=drafted)


def test_of_two_drafts_the_second_finds_itself_outdated(drafted):
    second = services.compute(actor=LU, code=draft().code)
    services.publish_plan(actor=LU, code=drafted)
    with pytest.raises(PlanOutdated):
        services.publish_plan(actor=LU, code=second.code)


def test_a_newer_plan_takes_the_place_of_the_one_that_runs(published):
    newer = services.compute(actor=LU, code=draft().code)
    with scope.acting(LU):
        before = dict(Posting.objects.filter(live=True).values_list("responder__code", "post__code"))
        after = dict(Posting.objects.filter(post__plan=newer).values_list("responder__code", "post__code"))
        assert after == before
    services.publish_plan(actor=LU, code=newer.code)
    with scope.acting(LU):
        assert Plan.objects.get(code=published).state == PlanState.SUPERSEDED
        assert set(Post.objects.filter(live=True).values_list("plan__code", flat=True)) == {newer.code}
    assert_exact()


def test_a_township_replans_inside_its_county(published):
    inner = services.compute(actor=LU, code=draft(area=world.HILL).code)
    services.publish_plan(actor=LU, code=inner.code)
    with scope.acting(LU):
        live = dict(Post.objects.filter(live=True).values_list("area", "plan__code"))
        assert Plan.objects.get(code=published).state == PlanState.PUBLISHED
    assert {live[area] for area in live if area.startswith(world.HILL)} == {inner.code}
    assert {live[area] for area in live if area.startswith(world.RIVER)} == {published}
    assert_exact()


def test_a_plan_for_less_than_the_region_leaves_the_next_county_alone(published):
    with scope.acting(world.OPERATOR):
        assert not Area.objects.filter(level=Level.GRID, code__startswith=world.NEXT_COUNTY).exists()
        assert not Post.objects.filter(area__startswith=world.NEXT_COUNTY).exists()


def test_counters_follow_the_register_after_publication(published, tmp_path):
    sheet = tmp_path / "households.csv"
    code = f"{world.UPPER}-9999"
    sheet.write_text(f"code,area_code,address,lat,lon,members\n{code},{world.UPPER},新家,23.3,106.6,5\n")
    with scope.acting(world.OPERATOR):
        before = Tally.objects.get(area=world.COUNTY)
    assert take_in(BY_NAME["nong"].actor, KINDS["households"], sheet).new == 1
    with scope.acting(world.OPERATOR):
        after = Tally.objects.get(area=world.COUNTY)
    assert (after.households, after.people) == (before.households + 1, before.people + 5)
    assert_exact()


def test_the_server_expects_what_is_live(published):
    with scope.acting(LU), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT json) SELECT FROM duty_post WHERE live")
        expected = cursor.fetchone()[0][0]["Plan"]["Plan Rows"]
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'duty_post'")
        assert cursor.fetchone()[0] == Post.objects.count()
    assert expected > 1
