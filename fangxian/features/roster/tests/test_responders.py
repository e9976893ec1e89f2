"""Enrolling, amending and marking away: the row, the trail line, the refusal; and who sees whom."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from fangxian.features.accounts.services import open_account
from fangxian.features.roster import access, phones, selectors, services
from fangxian.features.roster.models import Absence, Responder, ResponderKind
from fangxian.features.roster.particulars import Particulars
from fangxian.features.roster.refusals import (
    AccountTaken,
    DayTooFar,
    NotABranch,
    NotAVillage,
    PeriodTurned,
    ResponderCodeTaken,
    UnitUnknown,
    WorksElsewhere,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, LOWER, MARKER, OPERATOR, PASSWORD, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
NEW = Particulars(
    name="黄燕",
    kind=ResponderKind.MEDIC,
    unit="U-HOSPITAL",
    home_area=LOWER,
    skills=("swab", "care"),
    phone="13800000001",
)


def enrolled(actor, said=NEW, code="R-99"):
    return services.enrol_responder(actor=actor, code=code, said=said)


def test_an_enrolled_responder_has_a_sealed_phone_and_a_line_without_it(li):
    with scope.acting(li):
        responder = enrolled(li)
        assert responder.unit_name == "县医院"
        assert b"13800000001" not in bytes(responder.phone_sealed)
        assert phones.phone_of(Responder.objects.get(code="R-99")) == "13800000001"
        entry = Entry.objects.get(kind="roster.responder_enrolled")
        assert entry.after["skills"] == ["care", "swab"]
        assert "13800000001" not in str((entry.after, entry.facts))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (replace(NEW, unit="U-NEXT"), UnitUnknown),
        (replace(NEW, home_area=MARKER), NotAVillage),
        (replace(NEW, home_area=RIVER), NotAVillage),
        (replace(NEW, branch="U-HOSPITAL"), NotABranch),
        (replace(NEW, available_from=date(2022, 2, 9), available_until=date(2022, 2, 9)), PeriodTurned),
    ],
)
def test_what_cannot_be_is_refused(li, said, refusal):
    with scope.acting(li), pytest.raises(refusal):
        enrolled(li, said)


def test_a_code_in_use_out_of_sight_is_refused(li):
    with scope.acting(li), pytest.raises(ResponderCodeTaken):
        enrolled(li, code="R-21")


def test_who_may_only_look_cannot_enrol(huang):
    with scope.acting(huang), pytest.raises(NotAllowed):
        enrolled(huang, replace(NEW, unit="U-RIVER"))


def particulars_of(responder, **changes):
    said = Particulars(
        name=responder.name,
        kind=ResponderKind(responder.kind),
        unit=responder.unit_id,
        home_area=responder.home_area,
        skills=tuple(responder.skills),
        is_member=responder.is_member,
        max_hours_week=responder.max_hours_week,
    )
    return replace(said, **changes)


def test_an_amendment_tells_what_changed_and_nothing_else(li):
    with scope.acting(li):
        before = access.get(li, "R-07")
        services.amend_responder(
            actor=li, code="R-07", said=particulars_of(before, skills=("swab", "care"), unit="U-RIVER")
        )
        entry = Entry.objects.get(kind="roster.responder_amended")
        assert entry.before == {"skills": ["swab"], "unit_id": "U-HOSPITAL"}
        assert entry.after == {"skills": ["care", "swab"], "unit_id": "U-RIVER"}
        assert (access.get(li, "R-07").unit_name, access.get(li, "R-07").unit_area) == ("河口镇委", RIVER)


def test_an_amendment_without_change_leaves_no_line(li):
    with scope.acting(li):
        services.amend_responder(actor=li, code="R-07", said=particulars_of(access.get(li, "R-07")))
        assert not Entry.objects.filter(kind="roster.responder_amended").exists()


def test_away_has_a_reason_and_an_end_and_back_clears_both(li):
    with scope.acting(li):
        services.mark_unavailable(
            actor=li, code="R-07", reason=Absence.ILL, since=date(2022, 2, 6), until=date(2022, 2, 9)
        )
        there = [
            Responder.objects.filter(selectors.available_on(date(2022, 2, day)), code="R-07").exists()
            for day in (5, 6, 8, 9)
        ]
        assert there == [True, False, False, True]
        services.mark_available(actor=li, code="R-07")
        assert access.get(li, "R-07").absence == ""
        kinds = list(Entry.objects.filter(subject="R-07").order_by("pk").values_list("kind", flat=True))
        assert kinds == ["roster.responder_away", "roster.responder_back"]
    day = date(2022, 2, 9)
    with scope.acting(li), pytest.raises(PeriodTurned):
        services.mark_unavailable(actor=li, code="R-07", reason=Absence.ILL, since=day, until=day)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_no_day_of_an_absence_is_out_of_all_reason_not_even_in_the_row(li, day):
    with scope.acting(li):
        with pytest.raises(DayTooFar):
            services.mark_unavailable(actor=li, code="R-07", reason=Absence.ILL, since=day)
        with pytest.raises(IntegrityError), transaction.atomic():
            Responder.objects.filter(code="R-07").update(is_available=False, absence="ill", absent_until=day)


@pytest.fixture
def split():
    """Qin lives in Anning and works in the next county: only somebody above both could say so."""
    with scope.acting(OPERATOR):
        qin = access.get(OPERATOR, "R-07")
        services.amend_responder(actor=OPERATOR, code="R-07", said=particulars_of(qin, unit="U-NEXT"))


def test_who_lives_in_one_county_and_works_in_another_is_seen_by_both(split, li, yang):
    with scope.acting(li):
        qin = access.get(li, "R-07")
        assert (qin.unit_id, qin.unit_name) == ("U-NEXT", "永福县委")  # the unit itself is out of Li's sight
        assert "R-07" in selectors.living_in(li, LOWER).values_list("code", flat=True)
    with scope.acting(yang):
        assert set(access.visible(yang).values_list("code", flat=True)) == {"R-07", "R-21", "R-22"}


def test_only_the_side_of_the_unit_releases_somebody(split, li):
    with scope.acting(li):
        qin = access.get(li, "R-07")
        with pytest.raises(WorksElsewhere):
            services.amend_responder(actor=li, code="R-07", said=particulars_of(qin, unit="U-RIVER"))
        services.amend_responder(actor=li, code="R-07", said=particulars_of(qin, skills=("swab", "care")))
        assert access.get(li, "R-07").skills == ["care", "swab"]


def test_the_next_county_sees_its_own_two_people_by_doors_and_by_sql(yang):
    with scope.acting(yang):
        assert set(access.visible(yang).values_list("code", flat=True)) == {"R-21", "R-22"}
        with pytest.raises(NotFound):
            access.get(yang, "R-01")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM roster_responder")
            assert cursor.fetchone() == (2,)


def test_where_people_stand_is_noted_in_one_go_and_who_is_not_named_is_free(lu):
    with scope.acting(lu):
        assert services.note_postings(actor=lu, area=lu.area, posted={"R-07": UPPER, "R-08": RIDGE}) == (2, 0)
        assert services.note_postings(actor=lu, area=lu.area, posted={"R-07": UPPER}) == (0, 1)
        stand = dict(Responder.objects.exclude(posted_area="").values_list("code", "posted_area"))
        assert stand == {"R-07": UPPER}


def test_a_posted_person_is_seen_where_they_stand_but_not_changed_there(li, lu):
    mo = BY_NAME["mo"]
    village = replace(li, area=UPPER)
    with scope.acting(lu):
        services.note_postings(actor=lu, area=lu.area, posted={mo.code: UPPER})
    with scope.acting(village):
        assert access.get(village, mo.code).name == mo.name
        with pytest.raises(NotAllowed):
            services.mark_unavailable(actor=village, code=mo.code, reason=Absence.ILL)


def test_an_account_belongs_to_one_responder_and_only_the_keeper_of_accounts_gives_it(li):
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="qin", password=PASSWORD)
        services.link_account(actor=OPERATOR, code="R-07", username="qin")
        assert Responder.objects.get(account="qin").code == "R-07"
        with pytest.raises(AccountTaken):
            services.link_account(actor=OPERATOR, code="R-08", username="qin")
        services.unlink_account(actor=OPERATOR, code="R-07")
        assert not Responder.objects.filter(account="qin").exists()
        told = set(Entry.objects.filter(subject="R-07").values_list("kind", flat=True))
        assert told == {"roster.account_linked", "roster.account_unlinked"}
    with scope.acting(li), pytest.raises(NotAllowed):
        services.link_account(actor=li, code="R-01", username="qin")


def test_people_see_their_own_row_and_no_other_without_a_charge():
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="qin", password=PASSWORD)
        services.link_account(actor=OPERATOR, code="R-07", username="qin")
        scope.enter_self("qin")
        assert list(Responder.objects.values_list("code", flat=True)) == ["R-07"]
