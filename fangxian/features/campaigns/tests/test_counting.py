"""Reports in any order, doubled, split into any batches, give one state; and counting anew gives the same."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.features.campaigns import services
from fangxian.features.campaigns.models import Outcome
from fangxian.features.campaigns.selectors import counting
from fangxian.kernel.db import scope
from tests import world

from .conftest import AT, LU, arrive, report, state

DOORS = [f"{world.UPPER}-0001", f"{world.UPPER}-0002", f"{world.RIDGE}-0001"]
VISITS = st.lists(
    st.tuples(st.sampled_from(DOORS), st.sampled_from(Outcome.values), st.integers(-8, 8)),
    min_size=1,
    max_size=14,
)
SAME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class _Undone(Exception):
    """Leaves a transaction that is not kept."""


def counted(campaign, batches):
    """The state after batches arrive, each report counted once as the door sees to it; undone afterwards."""
    seen = set()
    try:
        with transaction.atomic():
            for batch in batches:
                fresh = {fact.id: fact for fact in batch if fact.id not in seen}
                seen |= set(fresh)
                if fresh:
                    arrive(*sorted(fresh.values(), key=lambda fact: fact.subject))
            live = state(campaign)
            with scope.acting(LU):
                services.recount(campaign_of(campaign))
            again = state(campaign)
            raise _Undone
    except _Undone:
        return live, again


def campaign_of(code):
    from fangxian.features.campaigns.models import Campaign

    return Campaign.objects.get(code=code)


@given(VISITS, st.data())
@SAME
def test_order_doubling_and_batches_do_not_matter(campaign, visits, data):
    facts = [
        report(campaign.code, door, outcome, number, AT + timedelta(minutes=10 * shift))
        for number, (door, outcome, shift) in enumerate(visits, start=1)
    ]
    straight, recounted = counted(campaign.code, [facts])
    assert recounted == straight
    arrived = data.draw(st.permutations(facts + data.draw(st.lists(st.sampled_from(facts), max_size=5))))
    size = data.draw(st.integers(1, len(arrived)))
    batches = [arrived[start : start + size] for start in range(0, len(arrived), size)]
    assert counted(campaign.code, batches) == (straight, straight)


def test_an_earlier_report_that_comes_late_changes_the_count_of_asking_only(campaign):
    arrive(report(campaign.code, DOORS[0], "met", 2, AT + timedelta(hours=1)))
    arrive(report(campaign.code, DOORS[0], "not_home", 1, AT))
    with scope.acting(LU):
        figures = counting.figures(campaign.code, world.COUNTY)
    assert (figures.reached, figures.not_home, figures.asked) == (1, 0, 2)


def test_figures_add_up_from_village_to_county(campaign):
    arrive(*(report(campaign.code, door, "met", number) for number, door in enumerate(DOORS, start=1)))
    with scope.acting(LU):
        parts = counting.by_area(campaign.code, [world.RIVER, world.HILL])
        whole = counting.figures(campaign.code, world.COUNTY)
        assert counting.by_campaign([campaign.code], world.COUNTY) == {campaign.code: whole}
    assert [parts[code].reached for code in (world.RIVER, world.HILL)] == [2, 1]
    assert sum(part.targets for part in parts.values()) == whole.targets == 26


def test_whoever_sees_a_part_counts_a_part(campaign):
    with scope.acting(world.BY_NAME["wei"].actor):
        assert counting.figures(campaign.code, world.COUNTY).targets == 12
    with scope.acting(world.BY_NAME["yang"].actor):
        assert counting.figures(campaign.code, world.COUNTY).targets == 0
