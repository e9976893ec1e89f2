"""The weekly reports: made once, frozen, for each lead, with their lines; Yang sees nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError

from fangxian.features.charges.models import Reason
from fangxian.features.charges.services.glass import break_glass
from fangxian.features.privacy import access, selectors, services
from fangxian.features.privacy.models import Reading, ReadingsReport
from fangxian.features.privacy.refusals import NotTheLead
from fangxian.features.privacy.tasks import close_weeks
from fangxian.features.privacy.tests.conftest import actor_of, close, local, reads
from fangxian.features.sampling.events import Event
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, LOWER, MARKER, NEXT_COUNTY, OPERATOR, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("anning")
WEEK = date(2022, 2, 7)


@pytest.fixture
def closed():
    """Wei and Liang read by day, Lu by night from above; one line lies before the week, one after."""
    reads("wei", "2022-02-06 23:59")
    reads("wei", "2022-02-07 00:00", n=1)
    reads("wei", "2022-02-09 10:00")
    reads("liang", "2022-02-09 11:00")
    reads("lu", "2022-02-13 23:30")
    reads("wei", "2022-02-14 00:00")
    assert close(WEEK) == 4


def reports():
    with scope.acting(OPERATOR):
        rows = ReadingsReport.objects.order_by("area")
        return {one.area: (one.readings, one.residents, one.readers, one.flagged) for one in rows}


def test_each_lead_around_a_reading_gets_a_report_and_each_county(closed):
    assert reports() == {
        COUNTY: (4, 2, 3, 4),
        RIVER: (4, 2, 3, 4),
        UPPER: (4, 2, 3, 4),
        NEXT_COUNTY: (0, 0, 0, 0),
    }


def test_what_is_unusual_is_said_of_each_line(closed):
    with scope.acting(OPERATOR):
        found = list(Reading.objects.order_by("at").values_list("person", "flags"))
    assert found == [
        ("wei.an", ["night"]),
        ("wei.an", ["many"]),
        ("liang.an", ["many"]),
        ("lu.an", ["night", "above", "many"]),
    ]


def test_a_week_is_closed_once_and_does_not_change(closed):
    before = reports()
    reads("wei", "2022-02-10 10:00", n=1)
    assert close(WEEK) == 0
    assert reports() == before
    with pytest.raises(ProgrammingError, match="permission denied"), scope.acting(OPERATOR):
        Reading.objects.update(person_name="x")


def test_a_reading_under_a_broken_glass_is_told_as_such():
    wei, at = actor_of("wei"), local("2022-02-09 10:00")
    with scope.acting(wei):
        glass = break_glass(actor=wei, area=LOWER, reason=Reason.DANGER, text="老人", minutes=15, at=at)
    under = replace(wei, role=Role.EMERGENCY, area=LOWER, charge=glass.code)
    reads("wei", "2022-02-09 10:05", household=f"{LOWER}-0000", actor=under)
    close(WEEK)
    with scope.acting(OPERATOR):
        assert [one.flags for one in Reading.objects.all()] == [["glass"]]


def test_a_stranger_read_at_a_round_is_counted_too():
    reads("wei", "2022-02-09 10:00", kind=Event.STRANGER_READ)
    close(WEEK)
    assert reports()[UPPER] == (1, 1, 1, 0)


def test_the_numbers_have_their_lines(closed):
    wei = actor_of("wei")
    with scope.acting(wei):
        look = selectors.look(wei, UPPER, WEEK)
        row = look.report.row
        assert [(one.name, one.readings, one.flagged) for one in look.readers] == [
            ("韦林", 2, 2),
            ("梁兰", 1, 1),
            ("陆明", 1, 1),
        ]
        for reader in look.readers:
            assert selectors.narrowed(wei, row, person=reader.person).count() == reader.readings
        for code, _label, count in look.flags:
            assert selectors.narrowed(wei, row, flag=code).count() == count
        assert selectors.narrowed(wei, row, flag="any").count() == row.flagged
        assert (sum(look.hours), look.hours[0], look.hours[23]) == (row.readings, 1, 1)


def acknowledge(actor, area=UPPER):
    with scope.acting(actor):
        return services.acknowledge_report(
            actor=actor, area=area, week_from=WEEK, at=local("2022-02-14 08:00")
        )


def test_the_lead_says_that_they_looked_and_the_auditor_sees_it(closed):
    wei, lan = actor_of("wei"), BY_NAME["lan"].actor
    with scope.acting(wei):
        assert selectors.waiting(wei).count() == 1
    assert acknowledge(wei).acknowledged_by == "韦林"
    with scope.acting(wei):
        assert not selectors.waiting(wei).exists()
    with scope.acting(lan):
        assert access.get(lan, UPPER, WEEK).acknowledged_by == "韦林"
        (week,) = selectors.weeks(lan)
        assert (week.widest.row.area, week.reports, week.waiting) == (COUNTY, 3, 2)
        assert Entry.objects.filter(kind="privacy.report_acknowledged", area=UPPER).count() == 1


@pytest.mark.parametrize("name", ["huang", "lu", "lan"])
def test_nobody_else_says_so_for_them(closed, name):
    with pytest.raises(NotTheLead):
        acknowledge(actor_of(name))


def test_who_only_works_there_sees_no_report(closed):
    with pytest.raises(NotAllowed):
        acknowledge(actor_of("liang"))


def test_yang_sees_nothing_of_it(closed):
    yang = actor_of("yang")
    with scope.acting(yang):
        assert {one.area for one in access.visible(yang)} == {NEXT_COUNTY}
        assert not Reading.objects.exists()
        with pytest.raises(NotFound):
            selectors.look(yang, UPPER, WEEK)


def test_the_task_closes_whole_weeks_that_are_not_closed_yet():
    reads("chen", "2022-02-09 10:00", household=f"{MARKER}-0000")
    close_weeks(int(local("2022-02-13 23:10").timestamp()))
    assert NEXT_COUNTY in reports()
    with scope.acting(OPERATOR):
        assert not ReadingsReport.objects.filter(week_from=WEEK).exists()
    for _twice in range(2):
        close_weeks(int(local("2022-02-14 00:10").timestamp()))
    with scope.acting(OPERATOR):
        assert ReadingsReport.objects.filter(week_from=WEEK, area=NEXT_COUNTY).get().readings == 1
        assert not ReadingsReport.objects.filter(week_from__lt=WEEK - timedelta(weeks=1)).exists()
