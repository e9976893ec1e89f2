"""Reading the trail: questions, pages of lines, sentences in the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail import selectors
from fangxian.kernel.trail.forms import QuestionForm, kinds
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.selectors import Question
from fangxian.kernel.trail.services import SENTENCES, record, told
from fangxian.kernel.trail.telling import sentence, tell

COUNTY, RIVER, UPPER = "900101", "900101001", "900101001001"
LU = Actor("lu", "陆明", Role.COMMANDER, COUNTY, "anning-2022", charge="charge-1")
NOON = datetime(2022, 2, 7, 4, tzinfo=UTC)


class Event(models.TextChoices):
    """Things to tell."""

    MOVED = "reading.moved", _("moved %(subject)s to %(area)s after %(hours)s h as %(role)s")
    COUNTED = "readings.counted", _("counted")


@pytest.fixture
def kinds_known():
    told(Event)
    yield
    for kind in Event:
        SENTENCES.pop(str(kind))


@pytest.fixture
def lines(db, kinds_known):
    """A line a day and hour: seven days, three areas."""
    with scope.acting(LU):
        for day in range(7):
            for area in (COUNTY, RIVER, UPPER):
                record(
                    actor=LU, kind=Event.MOVED, area=area, subject=f"{day}{len(area)}", hours=8, role="clerk",
                    at=NOON + timedelta(days=day),
                )  # fmt: skip
        yield


def subjects(**asked):
    return [line.subject for line in selectors.entries(Question(**asked))]


def test_newest_first_and_narrowed_by_area_and_period(lines):
    assert subjects()[0] == "612"
    assert subjects(area=UPPER) == ["612", "512", "412", "312", "212", "112", "012"]
    assert subjects(area=RIVER, since=date(2022, 2, 9), until=date(2022, 2, 9)) == ["212", "29"]


def test_a_day_is_a_day_of_the_place_not_of_greenwich(lines):
    record(
        actor=LU, kind=Event.COUNTED, area=COUNTY, subject="early", at=datetime(2022, 2, 6, 16, tzinfo=UTC)
    )
    record(actor=LU, kind=Event.COUNTED, area=COUNTY, subject="late", at=datetime(2022, 2, 7, 16, tzinfo=UTC))
    assert subjects(kind="readings", since=date(2022, 2, 7), until=date(2022, 2, 7)) == ["early"]


def test_narrowed_by_person_and_by_kind_or_its_feature(lines):
    assert len(subjects(person="陆")) == len(subjects(person="LU")) == 21
    assert subjects(person="u") == [], "a user name is given whole"
    assert len(subjects(kind="reading.moved")) == len(subjects(kind="reading")) == 21
    assert subjects(kind="readin") == subjects(kind="readings.counted") == []


def test_pages_hang_together_while_new_lines_come_in(lines):
    seen, mark = [], None
    while True:
        page, mark = selectors.page(Question(), before=mark, size=4)
        seen += [line.subject for line in page]
        record(actor=LU, kind=Event.COUNTED, area=COUNTY, subject="new", at=NOON + timedelta(days=30))
        if mark is None:
            break
    assert len(seen) == len(set(seen)) == 21


def test_a_line_is_told_in_the_readers_language_with_its_facts(lines):
    line = Entry.objects.get(subject="012")
    with translation.override("en"):
        assert sentence(line) == f"moved 012 to {UPPER} after 8 h as Command post clerk"
        assert tell(line).role == "Commander"
    with translation.override("zh-hans"):
        assert tell(line).role != "Commander"


def test_a_fact_that_an_old_line_lacks_is_a_dash(lines):
    Entry_ = Entry(kind="reading.moved", area="", subject="x", facts={})
    with translation.override("en"):
        assert sentence(Entry_) == "moved x to the whole installation after – h as –"


def test_a_kind_nobody_knows_any_more_is_told_by_its_code():
    assert sentence(Entry(kind="gone.feature", subject="x", facts={})) == "gone.feature x"


def test_only_what_changed_is_told_as_change():
    entry = Entry(
        kind="x", facts={}, role="",
        before={"name": "a", "same": 1, "gone": [1, 2]}, after={"name": "b", "same": 1, "new": None},
    )  # fmt: skip
    changes = [(one.field, one.before, one.after) for one in tell(entry).changes]
    assert changes == [("name", "a", "b"), ("gone", "1, 2", "–")]


def test_the_list_of_kinds_is_grouped_and_has_no_holes(kinds_known):
    with translation.override("en"):
        listed = dict(kinds()[1:])
        assert listed["reading"] == [("reading.moved", "moved … to … after … h as …")]
        assert [kind for group in listed.values() for kind, _label in group] == sorted(SENTENCES)


def test_a_question_that_cannot_be_read_does_not_narrow():
    form = QuestionForm({"since": "tomorrow", "kind": "no.such", "area": RIVER})
    assert form.question() == Question(area=RIVER)
    assert set(form.errors) == {"since", "kind"}
