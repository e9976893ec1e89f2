"""The paper path: a code a line, entered by keyboard, each line once whoever enters it again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fangxian.features.campaigns.models import Coverage, Target
from fangxian.features.field import lines, services
from fangxian.features.field.models import Report
from fangxian.features.field.refusals import EnteredOtherwise, LineUnknown, StillRefused
from fangxian.features.field.selectors import paper
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world

TODAY = timezone.localdate()


class TestLines:
    """Codes and ids, pure."""

    @given(st.sets(st.text("0123456789abc/-", min_size=1, max_size=12), max_size=400))
    def test_every_line_has_a_code_of_its_own(self, targets):
        codes = lines.line_codes(targets)
        assert set(codes) == targets
        assert len(set(codes.values())) == len(targets)
        assert all(lines.find_line(code, targets) == target for target, code in codes.items())

    def test_a_code_does_not_change_when_households_are_added(self):
        few = lines.line_codes([f"k7/HH-{n}" for n in range(20)])
        many = lines.line_codes([f"k7/HH-{n}" for n in range(25)])
        assert all(many[target] == code for target, code in few.items())

    def test_a_code_is_found_however_it_is_typed(self):
        [(target, code)] = lines.line_codes(["k7/HH-1"]).items()
        assert lines.find_line(f" {code.upper()} ", [target]) == target
        assert lines.find_line(code[:3], [target]) is None

    def test_an_id_is_a_uuid_of_the_day_in_version_7(self):
        made = lines.line_id("k7", "k7/HH-1", date(2022, 2, 9), 1)
        assert (made.version, made.variant) == (7, "specified in RFC 4122")
        assert datetime.fromtimestamp((made.int >> 80) / 1000).astimezone().date() == date(2022, 2, 9)

    def test_what_makes_an_id_makes_another_one(self):
        some = {
            lines.line_id(*key)
            for key in [
                ("k7", "k7/HH-1", date(2022, 2, 9), 1),
                ("k8", "k7/HH-1", date(2022, 2, 9), 1),
                ("k7", "k7/HH-2", date(2022, 2, 9), 1),
                ("k7", "k7/HH-1", date(2022, 2, 10), 1),
                ("k7", "k7/HH-1", date(2022, 2, 9), 2),
                ("k7", "k7/HH-1", date(2022, 2, 9), 1, 1),
            ]
        }
        assert len(some) == 6


def door(actor, campaign, number=1):
    with scope.acting(actor):
        return paper.sheet(actor, campaign, world.UPPER).doors[number]


def enter(actor, campaign, line, outcome="met", **more):
    at = timezone.now() - timedelta(minutes=5)
    facts = {"on": TODAY, "at": at, "person": "R-06"} | more
    with scope.acting(actor):
        return services.enter_line(
            actor=actor, campaign=campaign, area=world.UPPER, line=line, outcome=outcome, **facts
        )


def counted(campaign):
    with scope.acting(world.OPERATOR):
        row = Coverage.objects.get(campaign=campaign, area=world.UPPER)
        return row.reached, row.asked


def test_a_line_is_a_visit_in_the_log(campaign, named):
    wei = named("wei")
    one = door(wei, campaign)
    enter(wei, campaign, one.code, "not_home")
    with scope.acting(wei):
        target = Target.objects.get(code=one.target.code)
        report = Report.objects.get(subject=one.target.code)
    assert (target.outcome, target.not_home) == ("not_home", 1)
    assert (report.person, report.device, report.device_seq) == ("R-06", "", None)
    assert isinstance(report.id, UUID)


def test_a_line_entered_twice_by_two_people_counts_once(campaign, named):
    one = door(named("wei"), campaign)
    assert enter(named("wei"), campaign, one.code).again is False
    assert enter(named("nong"), campaign, one.code, at=timezone.now()).again is True
    assert counted(campaign) == (1, 1)


def test_the_second_visit_of_a_day_is_another_line(campaign, named):
    wei = named("wei")
    one = door(wei, campaign)
    enter(wei, campaign, one.code, "not_home")
    enter(wei, campaign, one.code, "met", visit=2, at=timezone.now())
    assert counted(campaign) == (1, 2)


def test_another_outcome_is_refused_until_it_is_said_to_be_a_correction(campaign, named):
    wei = named("wei")
    one = door(wei, campaign)
    enter(wei, campaign, one.code, "met")
    with pytest.raises(EnteredOtherwise):
        enter(wei, campaign, one.code, "not_home")
    enter(wei, campaign, one.code, "not_home", correct=True)
    with scope.acting(wei):
        assert Target.objects.get(code=one.target.code).outcome == "not_home"
    assert enter(wei, campaign, one.code, "not_home").again is True


def test_a_line_that_is_not_there_is_refused(campaign, named):
    for line, outcome in (("zzzz", "met"), (door(named("wei"), campaign).code, "eaten")):
        with pytest.raises(LineUnknown):
            enter(named("wei"), campaign, line, outcome)


def test_what_has_not_happened_yet_is_refused_and_can_be_entered_rightly(campaign, named):
    wei = named("wei")
    one = door(wei, campaign)
    with pytest.raises(StillRefused):
        enter(wei, campaign, one.code, at=timezone.now() + timedelta(hours=1))
    assert enter(wei, campaign, one.code).again is False


def test_the_next_county_has_no_such_sheet(campaign, named):
    with pytest.raises(NotFound):
        door(named("yang"), campaign)
    with pytest.raises((NotFound, NotAllowed)):
        enter(named("chen"), campaign, "zzzz")


class TestPages:
    """Lists, the sheet to print, the page to enter."""

    def path(self, campaign):
        return f"/paper/{campaign}/{world.UPPER}/"

    def given(self, one, key="1", **more):
        top = {"on": TODAY.isoformat(), "visit": "1", "at": "00:00", "person": "R-06"}
        return top | {"line": one.code, "outcome": key} | more

    def test_the_lists_of_running_campaigns(self, campaign, signed_in):
        page = signed_in("liang").get("/paper/").content.decode()
        assert self.path(campaign) in page

    def test_without_a_campaign_the_page_says_so(self, signed_in):
        assert "No campaign runs here" in signed_in("liang").get("/paper/").content.decode()

    def test_the_sheet_has_every_code_and_no_name_and_the_trail_knows(self, campaign, named, signed_in):
        one = door(named("wei"), campaign)
        page = signed_in("liang").get(f"{self.path(campaign)}sheet/").content.decode()
        assert f"<code>{one.code}</code>" in page
        assert "居民" not in page
        assert "Do not pass on" in page
        with scope.acting(world.OPERATOR):
            assert Entry.objects.filter(kind="export.taken", facts__form="print").count() == 1

    def test_a_line_is_entered_by_one_key_and_comes_back_as_the_state_alone(self, campaign, named, signed_in):
        one, client = door(named("wei"), campaign), signed_in("wei")
        answer = client.post(self.path(campaign), self.given(one), headers={"HX-Request": "true"})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert 'data-told="entered"' in text
        assert "1 of 12 lines entered" in text
        assert "<html" not in text
        again = client.post(self.path(campaign), self.given(one)).content.decode()
        assert "was entered already; it counts once" in again

    def test_a_wrong_line_keeps_what_was_typed(self, campaign, named, signed_in):
        one, client = door(named("wei"), campaign), signed_in("wei")
        page = client.post(self.path(campaign), self.given(one, line="zzzz"))
        assert page.status_code == 422
        assert "There is no line zzzz on this sheet" in page.content.decode()
        assert 'value="zzzz"' in page.content.decode()
        assert "keys 1 to 7" in client.post(self.path(campaign), self.given(one, "9")).content.decode()

    def test_another_outcome_offers_the_correction(self, campaign, named, signed_in):
        one, client = door(named("wei"), campaign), signed_in("wei")
        client.post(self.path(campaign), self.given(one))
        page = client.post(self.path(campaign), self.given(one, "3")).content.decode()
        assert "That was wrong: correct it to “Not home”" in page
        assert client.post(self.path(campaign), self.given(one, "3", correct="on")).status_code == 200

    def test_the_next_county_gets_nothing(self, campaign, signed_in):
        client = signed_in("chen")
        assert client.get(self.path(campaign)).status_code == 404
        assert client.get(f"{self.path(campaign)}sheet/").status_code == 404
