"""Moves of items through the door: real transactions of its own threads, phones that push at once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from fangxian.features.field.door import bearers, writer
from fangxian.features.field.door.application import Door
from fangxian.features.field.door.tests.test_door import results, run, visit
from fangxian.features.field.models import RefusedReport, Report
from fangxian.features.field.tests.conftest import campaign_for, phone_of
from fangxian.features.field.tests.test_taking import evidence, given, move
from fangxian.features.items.models import Evidence, Item, ItemLine
from fangxian.kernel.db import scope
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LU = world.BY_NAME["lu"].actor


@pytest.fixture(autouse=True)
def anning(tmp_path, monkeypatch):
    """The world, committed; the door has forgotten earlier phones, and sends nobody away."""
    monkeypatch.setattr(writer, "PATIENCE", 60.0)
    bearers._known.clear()
    world.build(tmp_path)


def asked(phone, *reports):
    return {"reports": list(reports), "sent_at": timezone.now().isoformat()}, phone.token


def test_visits_and_moves_of_one_push_are_all_taken():
    campaign, task, wei = campaign_for(LU, world.COUNTY), given(), phone_of("wei")
    some = visit(campaign), move(task, "take"), evidence(task, minutes=1), move(task, "finish", minutes=2)
    [(status, _headers, answer)] = run(Door, asked(wei, *some))
    assert (status, results(answer)) == (200, ["accepted"] * 4)
    with scope.acting(LU):
        assert Item.objects.get(code=task.code).state == "done"
        assert Report.objects.filter(person="R-05").count() == 4


def test_two_phones_of_one_holder_move_it_once():
    task, first, second = given(), phone_of("wei"), phone_of("wei")
    answers = run(Door, asked(first, move(task, "take")), asked(second, move(task, "take")))
    told = sorted(answer["answers"][0]["result"] for _status, _headers, answer in answers)
    assert told == ["accepted", "refused"]
    with scope.acting(LU):
        assert ItemLine.objects.filter(item=task.code, move="take").count() == 1
        assert RefusedReport.objects.get().code == "items.move_not_possible"


def test_the_same_push_twice_at_once_moves_once_and_keeps_one_picture():
    task, wei = given(), phone_of("wei")
    whole = asked(wei, evidence(task), move(task, "finish", minutes=1))
    answers = run(Door, whole, whole, whole)
    told = sorted(result for _status, _headers, answer in answers for result in results(answer))
    assert told == ["accepted"] * 2 + ["duplicate"] * 4
    with scope.acting(LU):
        assert ItemLine.objects.filter(item=task.code, move="finish").count() == 1
        assert Evidence.objects.filter(item=task.code).count() == 1


def test_phones_that_move_many_items_in_other_orders_do_not_block_each_other():
    tasks, phones = [given() for _number in range(6)], [phone_of("wei"), phone_of("wei")]
    forth = [move(task, "take") for task in tasks]
    back = [move(task, "take") for task in reversed(tasks)]
    answers = run(Door, asked(phones[0], *forth), asked(phones[1], *back))
    told = [result for _status, _headers, answer in answers for result in results(answer)]
    assert (told.count("accepted"), told.count("refused")) == (6, 6)
    with scope.acting(LU):
        assert set(Item.objects.values_list("state", flat=True)) == {"doing"}


def test_a_refused_move_tells_why_in_the_language_of_the_phone():
    task, wei = given(), phone_of("wei")
    [(_status, _headers, answer)] = run(Door, asked(wei, move(task, "finish")))
    assert answer["answers"][0]["sentence"] == "Add a picture or a file that shows it."


def test_an_inspector_s_visit_is_turned_away_before_the_database_is_asked():
    campaign, he = campaign_for(LU, world.COUNTY), phone_of("he")
    [(_status, _headers, answer)] = run(Door, asked(he, visit(campaign)))
    assert answer["answers"][0]["code"] == "field.may_not"
    assert answer["answers"][0]["sentence"] == "The charge it was made under does not report this."
    with scope.acting(LU):
        assert not Report.objects.exists()
        assert RefusedReport.objects.get().kind == "visit"
