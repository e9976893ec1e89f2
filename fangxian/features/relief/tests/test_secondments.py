"""People are lent from one area to another: ordered, answered, begun, called back, over."""

from __future__ import annotations

import pytest
from django.db.models import F

from fangxian.features.charges.covers import who
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import RoleTooHigh
from fangxian.features.charges.services import appoint
from fangxian.features.items.models import Item
from fangxian.features.items.refusals import MoveNotPossible
from fangxian.features.items.refusals import ReasonMissing as MoveReasonMissing
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.features.relief.secondments import access
from fangxian.features.relief.secondments.refusals import (
    AlreadySeconded,
    AreaUnknown,
    HoldsMore,
    NobodyChosen,
    NotOfThatArea,
    NotRunning,
    PeriodTurned,
    ReasonMissing,
    RoleNotLent,
    SameArea,
)
from fangxian.features.relief.secondments.selectors import choosing
from fangxian.features.relief.secondments.services import call_back
from fangxian.features.relief.tests.conftest import actor_named, answer, order, run
from fangxian.features.roster import access as roster
from fangxian.features.roster.models import Responder
from fangxian.features.roster.selectors import Search
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.chain import hours

HILL_LEAD = "luo"


@pytest.fixture
def hill(lu):
    """Luo, who leads Hill township and sees nothing of River."""
    with scope.acting(lu):
        appoint(actor=lu, area=world.HILL, role=Role.TOWNSHIP_LEAD, holder="R-13")
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(holder__code="R-13").exclude(area=world.HILL).update(
            valid_until=F("valid_from")
        )
    return actor_named(HILL_LEAD)


def state(secondment: Secondment) -> tuple[str, str]:
    with scope.acting(world.OPERATOR):
        item, row = Item.objects.get(code=secondment.code), Secondment.objects.get(code=secondment.code)
        assert item.state == row.state
        return item.state, "".join(row.people.filter(ended_at__isnull=True).values_list("name", flat=True))


def noted(code: str = "R-07") -> tuple[str, object, object]:
    with scope.acting(world.OPERATOR):
        one = Responder.objects.get(code=code)
        return one.seconded_area, one.seconded_from, one.seconded_until


def sees(actor, code: str = "R-07") -> bool:
    with scope.acting(actor):
        return roster.visible(actor).filter(code=code).exists()


def test_people_go_to_another_area_for_a_time_and_come_back(lu, huang, hill):
    made = order(lu, ["R-07"])
    assert run(1) == (0, 0, 0)  # nothing happens before the giving side has answered
    assert not sees(hill)
    answer(huang, made, "confirm", at=1)
    assert run(1) == (1, 0, 0)
    assert noted() == (world.HILL, hours(2), hours(26))
    assert sees(hill)
    assert (run(2), run(2)) == ((0, 1, 0), (0, 0, 0))
    assert state(made) == ("running", "覃梅")
    assert (run(26), run(26)) == ((0, 0, 1), (0, 0, 0))
    assert (state(made), noted()) == (("ended", ""), ("", None, None))
    assert not sees(hill)
    with scope.acting(lu):
        told = list(
            Entry.objects.filter(kind__startswith="relief.").order_by("pk").values_list("kind", flat=True)
        )
    assert [one.removeprefix("relief.secondment_") for one in told] == ["ordered", "started", "ended"]


def test_whoever_ordered_it_decides_when_the_giving_side_objects(lu, huang):
    made = order(lu, ["R-07"])
    with pytest.raises(MoveReasonMissing):
        answer(huang, made, "object")
    answer(huang, made, "object", reason="只有一名采样员")
    with pytest.raises(MoveNotPossible):
        answer(huang, made, "uphold", reason="?")
    answer(lu, made, "uphold", reason="后天归还")
    assert run(2) == (1, 1, 0)


def test_one_that_is_withdrawn_lets_its_people_go(lu, huang):
    made = order(lu, ["R-07", "R-06"])
    answer(huang, made, "confirm")
    run(1)
    answer(lu, made, "withdraw", reason="不需要了", at=1)
    assert noted() == ("", None, None)  # at once, not only when the worker comes by
    assert order(lu, ["R-07"]).code != made.code
    assert (run(1), state(made)) == ((0, 0, 0), ("withdrawn", ""))


def test_one_that_nobody_decides_in_time_lapses(lu):
    made = order(lu, ["R-07"])
    assert run(26) == (0, 0, 0)
    assert state(made) == ("withdrawn", "")


def test_they_get_the_charge_of_the_order_and_lose_what_they_got_there(lu, huang, hill):
    made = order(lu, ["R-07"], role=Role.SAMPLER)
    answer(huang, made, "confirm")
    run(2)
    with scope.acting(hill):
        appoint(actor=hill, area=world.RIDGE, role=Role.VOLUNTEER, holder="R-07", at=hours(3))

    def held() -> set[tuple[str, str]]:
        with scope.acting(world.OPERATOR):
            rows = Charge.objects.filter(holder__code="R-07", valid_until__isnull=True)
            return set(rows.values_list("area", "role"))

    own = {(world.LOWER, "sampler")}
    assert held() == own | {(world.HILL, "sampler"), (world.RIDGE, "volunteer")}
    run(26)
    assert held() == own


def test_what_they_lead_is_covered_meanwhile_or_an_alarm(lu, huang):
    def cover() -> dict[str, tuple[str, str]]:
        with scope.acting(world.OPERATOR):
            rows = Charge.objects.filter(holder__code="R-05", valid_until__isnull=True)
            return {one.area: (one.cover, who(one, hours(3)).name) for one in rows}

    for deputy, meanwhile in (("", ("uncovered", "")), ("R-06", ("covered", "梁兰"))):
        with scope.acting(huang):
            appoint(actor=huang, area=world.UPPER, role=Role.VILLAGE_LEAD, holder="R-05", deputy=deputy)
        made = order(lu, ["R-05"])
        answer(huang, made, "confirm")
        run(2)
        assert cover() == {world.UPPER: meanwhile}
        run(26)
        assert cover() == {world.UPPER: ("", "韦林")}


def test_some_are_called_back_early(lu, huang):
    made = order(lu, ["R-07", "R-06"])
    answer(huang, made, "confirm")
    with scope.acting(lu), pytest.raises(NotRunning):
        call_back(actor=lu, code=made.code, reason="疫情缓解", at=hours(1))
    run(2)
    with scope.acting(lu):
        call_back(actor=lu, code=made.code, people=["R-07"], reason="疫情缓解", at=hours(5))
    assert (run(5), state(made)) == ((0, 0, 1), ("running", "梁兰"))
    with scope.acting(lu):
        call_back(actor=lu, code=made.code, reason="疫情缓解", at=hours(6))
    assert (run(6), state(made)) == ((0, 0, 1), ("ended", ""))
    with scope.acting(huang), pytest.raises(NotAllowed):
        call_back(actor=huang, code=made.code, reason="?", at=hours(7))


def test_a_township_lead_seconds_between_their_own_villages(huang):
    made = order(huang, ["R-07"], area=world.LOWER, to_area=world.UPPER)
    answer(huang, made, "confirm")  # nobody leads that village: the township answers for it
    assert run(2) == (1, 1, 0)


def test_nobody_decides_over_an_order_before_the_giving_side_has_answered(lu, huang):
    made = order(lu, ["R-07"])
    for move in ("uphold", "confirm"):
        with pytest.raises(MoveNotPossible):
            answer(lu, made, move, reason="?")
    answer(huang, made, "confirm")


@pytest.mark.parametrize("deputy", ["", "R-07"])
def test_nobody_sends_away_who_answers_for_more_than_they_could_give(lu, deputy):
    li = actor_named("li")  # the organisation officer; Lu commands the county, Qin may be the deputy for that
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(holder__code="R-01").update(
            deputy=Responder.objects.filter(code=deputy).first(), deputy_name="覃梅" if deputy else ""
        )
    with pytest.raises(HoldsMore) as refused:
        order(li, [deputy or "R-01"])
    assert f"{'覃梅' if deputy else '陆明'} (安宁县, " in str(refused.value)
    with scope.acting(li):
        offered = choosing.candidates(li, world.RIVER, Search(on=hours(0).date()), [])
    assert {one.person.name for one in offered}.isdisjoint({"陆明", "覃梅"} if deputy else {"陆明"})


def test_a_charge_in_another_county_stays_where_it_is(lu, huang):
    def charge(area: str) -> None:
        with scope.acting(world.OPERATOR):
            appoint(actor=world.OPERATOR, area=area, role=Role.SITE_LEAD, holder="R-07", at=hours(0))

    made = order(lu, ["R-06", "R-07"])
    answer(huang, made, "confirm")
    run(1)
    charge(world.MARKER)  # meanwhile: when it begins it is asked again
    assert run(2) == (0, 1, 0)
    assert state(made) == ("running", "梁兰")
    assert noted() == ("", None, None)
    with scope.acting(lu):
        assert Entry.objects.get(kind="relief.secondment_held_back").facts["name"] == "覃梅"
        assert "界头村" in made.people.get(name="覃梅").remark
    with pytest.raises(HoldsMore):
        order(lu, ["R-07"])


def test_one_in_which_nobody_may_go_any_more_is_over(lu, huang):
    made = order(lu, ["R-07"])
    answer(huang, made, "confirm")
    with scope.acting(world.OPERATOR):
        appoint(actor=world.OPERATOR, area=world.MARKER, role=Role.SITE_LEAD, holder="R-07", at=hours(0))
    assert run(2) == (1, 0, 0)
    assert state(made) == ("withdrawn", "")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"people": []}, NobodyChosen),
        ({"people": ["R-08"]}, NotOfThatArea),
        ({"people": ["R-404"]}, NotOfThatArea),
        ({"area": world.RIVER, "to_area": world.LOWER}, SameArea),
        ({"area": world.COUNTY + "77"}, AreaUnknown),
        ({"ends_at": hours(2)}, PeriodTurned),
        ({"starts_at": hours(-9), "ends_at": hours(-1)}, PeriodTurned),
        ({"reason": " "}, ReasonMissing),
        ({"role": Role.TOWNSHIP_LEAD}, RoleNotLent),
        ({"role": Role.AUDITOR}, RoleTooHigh),
        ({"to_area": world.BORDER}, NotAllowed),
    ],
)
def test_what_cannot_be_ordered(lu, more, refusal):
    people = more.pop("people", ["R-07"])
    with pytest.raises(refusal):
        order(lu, people, **more)


def test_nobody_is_lent_twice(lu):
    order(lu, ["R-07"])
    with pytest.raises(AlreadySeconded) as refused:
        order(lu, ["R-06", "R-07"])
    assert refused.value.facts["people"] == "覃梅"
    with scope.acting(lu):
        assert Seconded.objects.count() == 1


@pytest.mark.parametrize("name", ["wei", "liang", "nong", "yang"])
def test_others_order_nothing(county, name):
    with pytest.raises(NotAllowed):
        order(actor_named(name), ["R-07"])


def test_the_receiving_side_sees_it_and_a_stranger_does_not(lu, hill, huang):
    made = order(lu, ["R-07"])
    for actor in (lu, huang, hill):
        with scope.acting(actor):
            assert [one.name for one in access.people(actor).filter(secondment=made)] == ["覃梅"]
    for name in ("yang", "mo"):
        actor = actor_named(name)
        with scope.acting(actor), pytest.raises(NotFound):
            access.get(actor, made.code)
    with scope.acting(actor_named("yang")):
        assert not Secondment.objects.exists()
        assert not Seconded.objects.exists()
