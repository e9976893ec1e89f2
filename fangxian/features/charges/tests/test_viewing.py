"""Looking as a charge below: what is seen, what is refused, by the database too, and who is told."""

from __future__ import annotations

import time

import pytest
from django.db import InternalError, transaction
from psycopg.errors import ReadOnlySqlTransaction

from fangxian.features.charges import looking, selectors, services, viewing
from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import NotBelow
from fangxian.features.charges.selectors.viewed import viewed
from fangxian.features.charges.tests.test_watchers import signed_in
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.authority.table import READS, allows
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, MARKER, OPERATOR, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")


def charge_of(name) -> Charge:
    person = BY_NAME[name]
    with scope.acting(OPERATOR):
        held = Charge.objects.select_related("holder").filter(holder__code=person.code, role=person.role)
        return held.get(valid_until__isnull=True)


@pytest.fixture
def browser():
    """Huang, lead of River township."""
    return signed_in("huang")


def look(browser, name):
    answer = browser.post(f"/charges/of/{charge_of(name).code}/view/")
    assert answer.status_code == 302, answer.status_code


def told(kind):
    with scope.acting(OPERATOR):
        return list(Entry.objects.filter(kind=kind).values_list("person_name", "area", "facts__minutes"))


def test_somebody_above_sees_what_the_charge_sees(browser):
    look(browser, "wei")
    page = browser.get(f"/charges/area/{UPPER}/")
    assert (page.context["actor"].name, page.context["actor"].area) == ("韦林", UPPER)
    assert "You look at this as 韦林" in page.content.decode()
    assert browser.get(f"/charges/area/{RIVER}/").status_code == 404
    assert told(Event.VIEWED) == [("黄强", UPPER, 30)]


def test_nothing_is_changed_while_looking(browser):
    look(browser, "wei")
    before = charge_of("liang")
    answer = browser.post(f"/charges/of/{before.code}/end/")
    assert answer.status_code == 403
    assert "charges.only_looking" in answer.content.decode()
    assert browser.post("/accounts/language/", {"language": "en"}).status_code == 403
    assert charge_of("liang").valid_until is None


def test_the_database_writes_nothing_for_who_looks(huang):
    shown = viewing.looking_as(huang, charge_of("wei"))
    with pytest.raises(InternalError) as refused, scope.acting(shown):
        Charge.objects.filter(area=UPPER).update(plan="changed")
    assert isinstance(refused.value.__cause__, ReadOnlySqlTransaction)
    with scope.acting(OPERATOR):
        assert not Charge.objects.filter(plan="changed").exists()


def test_a_view_that_writes_all_the_same_is_refused(browser, monkeypatch):
    def write(actor, area):
        Charge.objects.filter(area=area.code).update(plan="changed")

    monkeypatch.setattr(selectors, "look", write)
    look(browser, "wei")
    answer = browser.get(f"/charges/area/{UPPER}/")
    assert (answer.status_code, "charges.only_looking" in answer.content.decode()) == (403, True)


def test_who_looks_never_steps_out_of_their_own_area(huang):
    wide = Actor("x", "x", Role.VILLAGE_LEAD, COUNTY, huang.incident, viewer=huang)
    with scope.acting(wide):
        seen = set(Charge.objects.filter(leads=False).values_list("area", flat=True))
        assert {area for area in seen if not area.startswith(RIVER)} == set()
        assert not Charge.objects.filter(area=MARKER).exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_looks_reads_what_both_may_read_and_no_residents(huang, role):
    shown = Actor("x", "x", role, UPPER, huang.incident, viewer=huang)
    assert {can for can in Can if shown.may(can)} == {
        can for can in READS if allows(role, can) and huang.may(can)
    }
    assert Can.RESIDENT_READ not in READS


@pytest.mark.parametrize(
    ("who", "as_whom", "refusal"),
    [
        ("huang", "huang", NotBelow),
        ("huang", "lu", NotFound),
        ("huang", "yang", NotFound),
        ("yang", "wei", NotFound),
        ("liang", "wei", NotAllowed),
        ("he", "wei", NotAllowed),
        ("lan", "wei", NotAllowed),
    ],
)
def test_one_looks_only_as_a_charge_below(who, as_whom, refusal):
    person = BY_NAME[who].actor
    code = charge_of(as_whom).code
    with pytest.raises(refusal), scope.acting(person):
        services.view_as(actor=person, code=code)


def test_looking_is_stopped_by_hand(browser):
    look(browser, "wei")
    assert browser.post("/charges/viewing/stop/").url == f"/charges/area/{UPPER}/"
    page = browser.get(f"/charges/area/{RIVER}/")
    assert page.context["actor"].name == "黄强"
    assert told(Event.VIEWING_ENDED) == [("黄强", UPPER, 0)]


def test_looking_ends_by_itself_and_the_next_press_changes_nothing(browser):
    look(browser, "wei")
    session = browser.session
    session[looking.KEY] = [charge_of("wei").code, time.time() - 1801]
    session.save()
    answer = browser.post(f"/charges/of/{charge_of('liang').code}/end/")
    assert answer.status_code == 403
    assert browser.get(f"/charges/area/{RIVER}/").context["actor"].name == "黄强"
    assert told(Event.VIEWING_ENDED) == [("黄强", UPPER, 30)]
    assert charge_of("liang").valid_until is None


def test_signing_out_ends_it(browser):
    look(browser, "wei")
    assert browser.post("/accounts/sign-out/").status_code in (200, 302)
    assert told(Event.VIEWING_ENDED) == [("黄强", UPPER, 0)]


def test_a_charge_that_ended_is_looked_through_no_longer(browser):
    look(browser, "wei")
    with scope.acting(OPERATOR):
        services.end_charge(actor=OPERATOR, code=charge_of("wei").code)
    assert browser.get(f"/charges/area/{RIVER}/").context["actor"].name == "黄强"


def test_who_was_looked_as_sees_it(browser):
    wei = signed_in("wei")
    look(browser, "wei")
    page = wei.get("/charges/viewed/").content.decode()
    assert "黄强" in page
    assert "looked as 韦林" in page
    with transaction.atomic():
        yang = BY_NAME["yang"].actor
        scope.enter(yang)
        assert viewed(yang) == []
