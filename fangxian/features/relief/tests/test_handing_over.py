"""A charge goes from one person to the next: asked, accepted, declined, withdrawn, begun, lapsed."""

from __future__ import annotations

import pytest

from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import DeputyIsHolder, ResponderUnknown
from fangxian.features.charges.services import appoint, end_charge
from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.items.refusals import MoveNotPossible, ReasonMissing
from fangxian.features.relief.handovers import access, services
from fangxian.features.relief.handovers.refusals import (
    AlreadyAsked,
    ChargeChanged,
    ItemsNotSeen,
    NoAccount,
    NotOpen,
    SuccessorAway,
    SuccessorHoldsIt,
    SuccessorMissing,
)
from fangxian.features.relief.handovers.services import Asked
from fangxian.features.relief.models import ChargeHandover
from fangxian.features.relief.tests.conftest import (
    accept,
    actor_named,
    answering,
    ask,
    begin,
    charge_of,
    lead_of,
    task,
)
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.chain import AT, hours


def test_a_charge_goes_to_who_accepts_it_with_all_that_hangs_on_it(lu, wei):
    of_area, personal = task(lu), task(lu, holder="R-05")
    elsewhere = task(lu, area=world.RIDGE, holder="R-05")
    asked = ask(wei, deputy="R-09", note="钥匙在村委")
    assert lead_of(world.UPPER).holder_name == "韦林"  # nothing changes hands before it is accepted
    done = accept("liang", asked, seen=[of_area.code, personal.code])
    after = lead_of(world.UPPER)
    assert (after.holder_name, after.deputy_name, after.valid_from) == ("梁兰", "谭思", hours(1))
    assert (done.became, done.passed, done.taken_at) == (after.code, 1, hours(1))
    with scope.acting(world.OPERATOR):
        before = Charge.objects.get(code=asked.charge)
        assert (before.valid_until, before.holder_name) == (hours(1), "韦林")
        held = dict(Item.objects.filter(kind="task").values_list("code", "holder_name"))
        assert held == {of_area.code: "", personal.code: "梁兰", elsewhere.code: "韦林"}
        assert Item.objects.get(code=asked.code).state == "done"
        told = Entry.objects.filter(area=world.UPPER, at=hours(1)).values_list("kind", flat=True)
        assert {"charges.ended", "charges.appointed", "relief.handed_over", "items.given"} <= set(told)


def test_a_vacant_charge_is_filled_by_who_accepts_it(lu, huang):
    code = charge_of(world.UPPER)
    with scope.acting(huang):
        end_charge(actor=huang, code=code)
    accept("liang", ask(huang))
    assert lead_of(world.UPPER).holder_name == "梁兰"
    with scope.acting(lu):
        assert Entry.objects.filter(kind="charges.appointed").latest("pk").facts["vacancies"] == -1


def test_each_open_item_must_have_been_seen(lu, wei):
    first = task(lu)
    asked = ask(wei)
    late = task(lu)  # came after it was asked
    with pytest.raises(ItemsNotSeen) as refused:
        accept("liang", asked, seen=[first.code])
    assert refused.value.facts["count"] == 1
    assert accept("liang", asked, seen=[first.code, late.code]).became


def test_somebody_without_a_charge_can_accept(lu, wei):
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(holder__code="R-09").update(valid_until=AT)
    assert accept("tan", ask(wei, successor="R-09")).became
    assert actor_named("tan").area == world.UPPER


def test_a_successor_declines_with_a_reason(wei):
    asked = ask(wei)
    with pytest.raises(ReasonMissing), answering("liang", asked) as liang:
        services.decline_hand_over(actor=liang, code=asked.code, reason=" ")
    with answering("liang", asked) as liang:
        services.decline_hand_over(actor=liang, code=asked.code, reason="家里有病人", at=hours(1))
    assert lead_of(world.UPPER).holder_name == "韦林"
    with pytest.raises(NotFound):
        accept("liang", asked)
    assert ask(wei).code != asked.code


def test_who_asked_withdraws_it(lu, wei, huang):
    asked = ask(wei)
    with scope.acting(wei):
        services.withdraw_hand_over(actor=wei, code=asked.code, reason="先不交", at=hours(1))
    with pytest.raises(NotFound):
        accept("liang", asked)
    again = ask(wei)
    with scope.acting(huang):  # whoever answers above may, too
        services.withdraw_hand_over(actor=huang, code=again.code, reason="另有安排", at=hours(1))


def test_nobody_answers_on_the_page_of_the_item(wei):
    asked, liang = ask(wei), actor_named("liang")
    for move in ("accept", "decline"):
        with scope.acting(liang), pytest.raises(MoveNotPossible):
            items.move_item(actor=liang, code=asked.code, move=move, reason="?", at=hours(1))
    with scope.acting(wei), pytest.raises(NotAllowed):
        items.give_item(actor=wei, code=asked.code, to="R-09", reason="换人", at=hours(1))


def test_an_accepted_one_begins_at_the_time_asked_for_once(wei):
    asked = ask(wei, starts_at=hours(8))
    assert accept("liang", asked).became == ""
    assert begin(7) == 0
    assert lead_of(world.UPPER).holder_name == "韦林"
    assert (begin(8), begin(8)) == (1, 0)
    assert lead_of(world.UPPER).holder_name == "梁兰"


def test_one_whose_charge_is_gone_lapses(huang, wei):
    asked = ask(wei)
    with scope.acting(huang):
        appoint(actor=huang, area=world.UPPER, role=Role.VILLAGE_LEAD, holder="R-09", at=hours(1))
    with pytest.raises(ChargeChanged):
        accept("liang", asked)
    assert (begin(2), begin(2)) == (1, 0)
    with scope.acting(huang):
        item = Item.objects.get(code=asked.code)
        assert (item.state, item.lines.latest("pk").text) == ("lapsed", str(ChargeChanged()))


def test_one_that_is_not_answered_climbs(wei):
    asked, reached = ask(wei), []
    for hour in (3, 4, 6):
        with scope.acting(world.OPERATOR):
            items.call_due(actor=world.OPERATOR, now=hours(hour))
            reached.append(Item.objects.get(code=asked.code).called_area)
    assert reached == ["", world.RIVER, world.COUNTY]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"successor": ""}, SuccessorMissing),
        ({"successor": "R-05"}, SuccessorHoldsIt),
        ({"successor": "R-404"}, ResponderUnknown),
        ({"successor": "R-21"}, ResponderUnknown),
        ({"deputy": "R-06"}, DeputyIsHolder),
        ({"deputy": "R-404"}, ResponderUnknown),
    ],
)
def test_names_that_do_not_do_are_refused(wei, asked, refusal):
    with pytest.raises(refusal):
        ask(wei, **asked)


def test_who_is_away_takes_nothing_over_unless_a_deputy_answers_meanwhile(wei):
    def away(code: str, until: float | None) -> None:
        with scope.acting(world.OPERATOR):
            Responder.objects.filter(code=code).update(
                is_available=False, absence="ill", absent_until=hours(until).date() if until else None
            )

    away("R-06", 48)
    with pytest.raises(SuccessorAway) as refused:
        ask(wei)
    assert refused.value.facts["name"] == "梁兰"
    ask(wei, deputy="R-09", starts_at=hours(2))
    with scope.acting(wei):
        services.withdraw_hand_over(actor=wei, code=ChargeHandover.objects.get().code, reason="先不交")
    asked = ask(wei, starts_at=hours(72))  # they are back by then
    away("R-06", None)
    with pytest.raises(SuccessorAway):
        accept("liang", asked)


def test_only_one_is_asked_at_a_time(wei):
    ask(wei)
    with pytest.raises(AlreadyAsked):
        ask(wei, successor="R-09")


def test_nobody_is_asked_who_could_not_sign_in(wei):
    with scope.acting(world.OPERATOR):
        Responder.objects.filter(code="R-06").update(account=None)
    with pytest.raises(NoAccount):
        ask(wei)


def test_only_who_holds_it_or_appoints_there_asks(lu, huang, wei):
    charge = charge_of(world.UPPER)
    for name, refusal in (("liang", NotAllowed), ("yang", NotFound), ("nong", NotAllowed)):
        actor = actor_named(name)
        with scope.acting(actor), pytest.raises(refusal):
            services.ask_hand_over(actor=actor, charge=charge, asked=Asked("R-09"), at=AT)
    above = charge_of(world.COUNTY)
    with scope.acting(wei), pytest.raises(NotAllowed):  # the commander's is not theirs to give
        services.ask_hand_over(actor=wei, charge=above, asked=Asked("R-09"), at=AT)
    assert ask(huang).made_by_name == "黄强"


def test_a_stranger_sees_and_answers_nothing(wei):
    asked = ask(wei)
    yang = actor_named("yang")
    with scope.acting(yang), pytest.raises(NotFound):
        access.get(yang, asked.code)
    for name in ("yang", "tan"):
        with pytest.raises(NotFound), answering(name, asked):
            pass


def test_what_was_answered_is_not_answered_again(wei):
    asked = ask(wei)
    accept("liang", asked)
    liang = actor_named("liang")
    with scope.acting(liang), pytest.raises(NotOpen):
        services.accept_hand_over(actor=liang, code=asked.code, seen=[], at=hours(2))
