"""Who answers by time: before, during and after an absence; the database and the pure rule say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from fangxian.features.charges import covers, selectors, services
from fangxian.features.charges.covers import who
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import CoverMissing, NotPutOn, PeriodTurned, ReasonMissing
from fangxian.features.roster import services as roster
from fangxian.features.roster.models import Absence
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, LOWER, OPERATOR, RIVER, UPPER

NOON = datetime(2031, 2, 10, 4, 0, tzinfo=UTC)  # 10 February, 12:00 in Anning
DAY = timedelta(days=1)


@dataclass
class Row:
    """A charge as `who` asks it."""

    holder_id: int | None = 1
    holder_name: str = "韦林"
    deputy_id: int | None = 2
    deputy_name: str = "谭思"
    away_from: datetime | None = None
    away_until: datetime | None = None
    deputy_away_from: datetime | None = None
    deputy_away_until: datetime | None = None
    put_on: bool = False


@pytest.mark.parametrize(
    ("at", "name", "cover"),
    [
        (NOON - timedelta(microseconds=1), "韦林", ""),
        (NOON, "谭思", "covered"),
        (NOON + DAY - timedelta(microseconds=1), "谭思", "covered"),
        (NOON + DAY, "韦林", ""),
    ],
)
def test_the_deputy_covers_from_the_instant_it_begins_until_it_ends(at, name, cover):
    found = who(Row(away_from=NOON, away_until=NOON + DAY), at)
    assert (found.name, found.cover, found.covers) == (name, cover, "韦林" if cover else "")
    assert found.until == (NOON + DAY if cover else None)


def test_without_a_deputy_or_with_one_who_is_away_it_is_uncovered():
    for row in (
        Row(away_from=NOON, deputy_id=None, deputy_name=""),
        Row(away_from=NOON, deputy_away_from=NOON - DAY),
    ):
        found = who(row, NOON)
        assert (found.name, found.cover, found.missing, found.away) == ("", "uncovered", True, "韦林")


def test_a_vacancy_stays_an_alarm_while_its_deputy_answers():
    found = who(Row(holder_id=None, holder_name=""), NOON)
    assert (found.name, found.vacant, found.missing) == ("谭思", True, True)


@pytest.mark.usefixtures("county")
def test_the_database_says_what_the_pure_rule_says():
    moments = (None, NOON - DAY, NOON, NOON + DAY)
    wei, tan = (BY_NAME[name].code for name in ("wei", "tan"))
    with scope.acting(OPERATOR):
        charge = services.appoint(actor=OPERATOR, area=UPPER, role=Role.VILLAGE_LEAD, holder=wei, deputy=tan)
        rows = Charge.objects.filter(pk=charge.pk)
        for away, until, deputy_away, holds, deputised in product(
            moments, moments, moments, (True, False), (True, False)
        ):
            rows.update(
                away_from=away,
                away_until=until,
                deputy_away_from=deputy_away,
                holder=charge.holder if holds else None,
                deputy=charge.deputy if deputised else None,
            )
            found = who(rows.get(), NOON)
            assert rows.filter(covers.held(NOON)).exists() is not found.missing
            assert rows.filter(covers.answered(NOON)).exists() is (found.responder is not None)


def lead(area):
    return Charge.objects.get(area=area, leads=True, valid_until__isnull=True)


def kinds(area):
    found = Entry.objects.filter(area=area, kind__startswith="charges.").order_by("at", "pk")
    return [one.kind.removeprefix("charges.") for one in found if one.kind != "charges.appointed"]


def tell(at):
    with scope.acting(OPERATOR):
        return services.tell_covers(actor=OPERATOR, now=at)


@pytest.fixture
def deputised(county):
    """Wei leads the upper village, with Tan as deputy."""
    with scope.acting(OPERATOR):
        return services.appoint(
            actor=OPERATOR,
            area=UPPER,
            role=Role.VILLAGE_LEAD,
            holder=BY_NAME["wei"].code,
            deputy=BY_NAME["tan"].code,
        )


def away(name, since, until, actor=OPERATOR):
    with scope.acting(actor):
        roster.mark_unavailable(
            actor=actor, code=BY_NAME[name].code, reason=Absence.ILL, since=since, until=until
        )


def test_an_absence_in_the_roster_makes_the_deputy_answer_by_itself(deputised, huang):
    away("wei", date(2031, 2, 10), date(2031, 2, 12))
    with scope.acting(huang):
        charge = selectors.answers_for(huang, [UPPER])[UPPER]
        answers = [who(charge, NOON + days * DAY).name for days in (-1, 0, 1, 2)]
        assert answers == ["韦林", "谭思", "谭思", "韦林"]
        assert selectors.answering(huang, UPPER, NOON).area == UPPER
        assert UPPER not in {one.code for one in selectors.vacant_areas(huang, RIVER, NOON)}
    assert [tell(NOON - DAY), tell(NOON), tell(NOON + DAY), tell(NOON + 2 * DAY), tell(NOON + 3 * DAY)] == [
        *(0, 1, 0, 1, 0)
    ]
    with scope.acting(OPERATOR):
        assert kinds(UPPER) == ["covered", "cover_ended"]


def test_both_away_is_an_alarm_and_the_level_above_answers(deputised, huang):
    away("wei", date(2031, 2, 10), None)
    away("tan", date(2031, 2, 9), date(2031, 2, 11))
    with scope.acting(huang):
        assert selectors.answering(huang, UPPER, NOON).area == RIVER
        assert UPPER in {one.code for one in selectors.vacant_areas(huang, RIVER, NOON)}
        found = selectors.who_answers(huang, [UPPER, RIVER], NOON)
        assert {area: one.name for area, one in found.items()} == {UPPER: "", RIVER: "黄强"}
    assert [tell(NOON), tell(NOON + DAY)] == [1, 1]
    with scope.acting(OPERATOR):
        assert kinds(UPPER) == ["uncovered", "covered"]
        vacancies = Entry.objects.filter(kind__in=["charges.uncovered", "charges.covered"]).order_by("pk")
        assert [one.facts["vacancies"] for one in vacancies] == [1, -1]


def test_who_marks_a_person_away_need_not_see_all_their_charges(deputised):
    """The unit's side marks Wei away; the charge follows although it lies where that side does not look."""
    with scope.acting(OPERATOR):
        services.appoint(actor=OPERATOR, area=LOWER, role=Role.VILLAGE_LEAD, holder=BY_NAME["mo"].code)
        services.appoint(actor=OPERATOR, area=BY_NAME["mo"].home, role=Role.CLERK, holder=BY_NAME["he"].code)
    clerk = BY_NAME["he"].actor.__class__(
        person="he.an", name="何文", role=Role.CLERK, area=BY_NAME["mo"].home, incident="anning-2022"
    )
    away("mo", date(2031, 2, 10), None, actor=clerk)
    with scope.acting(OPERATOR):
        assert who(lead(LOWER), NOON).cover == "uncovered"


def test_being_available_again_ends_it_at_once(deputised):
    away("wei", date(2031, 2, 10), None)
    with scope.acting(OPERATOR):
        roster.mark_available(actor=OPERATOR, code=BY_NAME["wei"].code)
        assert who(lead(UPPER), NOON).name == "韦林"


def test_a_new_charge_of_somebody_away_is_covered_from_the_start(county):
    away("wei", date(2031, 2, 10), None)
    with scope.acting(OPERATOR):
        charge = services.appoint(
            actor=OPERATOR, area=LOWER, role=Role.VILLAGE_LEAD, holder="R-05", deputy="R-09"
        )
    assert who(charge, NOON).name == "谭思"


def test_the_lead_above_puts_the_deputy_on_and_off(deputised, huang):
    with scope.acting(huang):
        services.put_deputy_on(actor=huang, code=deputised.code, reason="两次未应答", at=NOON)
        found = who(lead(UPPER), NOON)
        assert (found.name, found.covers, found.put_on) == ("谭思", "韦林", True)
        services.take_deputy_off(actor=huang, code=deputised.code, at=NOON + DAY)
        assert who(lead(UPPER), NOON + DAY).name == "韦林"
        with pytest.raises(NotPutOn):
            services.take_deputy_off(actor=huang, code=deputised.code, at=NOON + DAY)
    with scope.acting(OPERATOR):
        assert kinds(UPPER) == ["covered", "cover_ended"]


def test_a_cover_put_on_until_some_time_ends_by_itself_and_is_told_once(deputised, huang):
    with scope.acting(huang):
        services.put_deputy_on(actor=huang, code=deputised.code, reason="未应答", until=NOON + DAY, at=NOON)
    assert [tell(NOON + DAY / 2), tell(NOON + DAY), tell(NOON + DAY)] == [0, 1, 0]
    with scope.acting(OPERATOR):
        charge = lead(UPPER)
        assert (charge.put_on, charge.away_from, charge.cover) == (False, None, "")


def test_what_putting_on_refuses(deputised, huang, yang):
    wei = BY_NAME["wei"].actor
    cases = [
        (huang, {"reason": " "}, ReasonMissing),
        (huang, {"reason": "未应答", "until": NOON}, PeriodTurned),
        (wei, {"reason": "未应答"}, NotAllowed),
        (yang, {"reason": "未应答"}, NotFound),
        (BY_NAME["liang"].actor, {"reason": "未应答"}, NotAllowed),
    ]
    for actor, asked, refusal in cases:
        if actor is wei:
            actor = wei.__class__(**{**_fields(wei), "charge": deputised.code})
        with pytest.raises(refusal), scope.acting(actor):
            services.put_deputy_on(actor=actor, code=deputised.code, at=NOON, **asked)
    away("tan", date(2031, 2, 1), None)
    with pytest.raises(CoverMissing), scope.acting(huang):
        services.put_deputy_on(actor=huang, code=deputised.code, reason="未应答", at=NOON)
    with scope.acting(OPERATOR):
        assert lead(UPPER).put_on is False
        assert lead(COUNTY).cover == ""


def _fields(actor):
    return {name: getattr(actor, name) for name in ("person", "name", "role", "area", "incident")}
