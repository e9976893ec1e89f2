"""Who is seconded leaves their posts, which become gaps, and takes them up again on return."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.features.duty.drafting import people
from fangxian.features.duty.models import Gap, Plan, Post, Posting
from fangxian.features.duty.services import tallies
from fangxian.features.duty.services.lending import bring_back, lend
from fangxian.features.duty.tests.conftest import AT
from fangxian.features.roster.models import Responder
from fangxian.features.roster.services import note_released, note_seconded
from fangxian.kernel.db import scope
from tests import world
from tests.world import BY_NAME, COUNTY, HILL, OPERATOR, RIVER

pytestmark = pytest.mark.usefixtures("published")
WHO = "R-07"


@pytest.fixture
def held(published) -> Posting:
    """What Qin holds, in River township."""
    with scope.acting(OPERATOR):
        found = Posting.objects.get(live=True, responder__code=WHO)
    assert found.area.startswith(RIVER)
    return found


def state(post_id: int) -> tuple[int, int]:
    """How many hold a post, how many were taken off it."""
    gaps = Gap.objects.filter(post_id=post_id, reason="vacated").values_list("missing", flat=True)
    return Post.objects.get(pk=post_id).filled, sum(gaps)


def counted() -> bool:
    """Whether the counters say what the live rows say."""
    before = tallies.live_counts(world.INCIDENT, COUNTY)[COUNTY]
    return tuple(tallies._own_row(COUNTY)) == before


def test_a_post_is_left_and_taken_up_again(held):
    with scope.acting(OPERATOR):
        filled, off = state(held.post_id)
        assert lend(actor=OPERATOR, people=[WHO], to=HILL, at=AT) == 1
        assert state(held.post_id) == (filled - 1, off + 1)
        assert (Responder.objects.get(code=WHO).posted_area, counted()) == ("", True)
        assert bring_back(actor=OPERATOR, people=[WHO], of=HILL, at=AT) == 1
        assert state(held.post_id) == (filled, off)
        assert (Responder.objects.get(code=WHO).posted_area, counted()) == (held.area, True)
        assert bring_back(actor=OPERATOR, people=[WHO], of=HILL, at=AT) == 0


def test_a_post_inside_the_receiving_area_is_kept_until_they_go_back(held):
    with scope.acting(OPERATOR):
        assert lend(actor=OPERATOR, people=[WHO], to=RIVER, at=AT) == 0
        bring_back(actor=OPERATOR, people=[WHO], of=RIVER, at=AT)
        held.refresh_from_db()
        assert (held.live, held.lent) == (False, False)


def test_nobody_is_put_back_on_a_post_of_an_old_plan_or_while_away(held):
    with scope.acting(OPERATOR):
        lend(actor=OPERATOR, people=[WHO], to=HILL, at=AT)
        Responder.objects.filter(code=WHO).update(is_available=False, absence="ill")
        assert bring_back(actor=OPERATOR, people=[WHO], of=HILL, at=AT) == 0
        held.refresh_from_db()
        assert (held.live, held.lent) == (False, False)


def test_plans_count_on_somebody_where_they_are_seconded(held):
    def listed(area: str) -> dict[str, tuple[int, int]]:
        plan = Plan(area=area, starts_at=AT, days=7, incident=world.INCIDENT)
        found = people.responders(plan, {area: 0})
        times = zip(found.available_from, found.available_until, strict=True)
        return {code: (int(a), int(b)) for code, (a, b) in zip(found.code, times, strict=True)}

    day = 24 * 60
    with scope.acting(OPERATOR):
        lend(actor=OPERATOR, people=[WHO], to=HILL, at=AT)
        before = listed(RIVER)[WHO]
        since, until = AT, AT + timedelta(days=2)
        keys = [held.responder_id]
        note_seconded(actor=OPERATOR, people=keys, area=HILL, since=since, until=until)
        assert listed(HILL)[WHO] == (0, 2 * day)
        assert listed(RIVER)[WHO] == (2 * day, before[1])
        note_released(actor=OPERATOR, people=keys, area=HILL)
        assert (WHO in listed(HILL), listed(RIVER)[WHO]) == (False, before)
    with scope.acting(BY_NAME["yang"].actor):
        assert not Responder.objects.filter(code=WHO).exists()
