"""What a phone holds beside doors: items with what may be done, what a directive asks, places to inspect."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fangxian.features.field.tests.conftest import actor_named
from fangxian.features.field.tests.test_taking import evidence, given, move, push, report
from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.supervision.directives import services as directives
from fangxian.features.supervision.directives.services import Draft, Wanted
from fangxian.features.supervision.models import Answer, Receipt
from fangxian.kernel.db import scope
from tests import world

PARTS = {"flows", "items", "places"}


def pulled(phone, since="", language="en"):
    answer = phone.get(f"/api/field/pull?since={since}", HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200, answer.content
    return answer.json()


def directive(**more):
    """A directive of Lu's for the village leads, with two questions."""
    lu = actor_named("lu")
    asked = (
        Wanted(name="population", label="人口", fact="population"),
        Wanted(name="power", label="是否停电", kind="yes_no", required=True),
    )
    plain = {"title": "今晚报数", "text": "逐村", "deadline_at": timezone.now() + timedelta(hours=8)}
    with scope.acting(lu):
        draft = Draft(**plain | {"levels": ("village",), "questions": asked} | more)
        return directives.issue_directive(actor=lu, draft=draft).code


def test_an_item_is_told_as_the_contract_says(phone):
    task, wei = given(severity=2, text="每户两个"), phone("wei")
    push(wei, move(task, "take", "这就去"), evidence(task, minutes=1))
    told = pulled(wei)
    [one] = told["items"]
    assert one["lines"][-1].pop("at")
    assert [line["label"] for line in one["lines"]] == ["opened it", "Take on"]
    assert one["lines"][-1] == {"person_name": "韦林", "label": "Take on", "text": "这就去"}
    assert {name: one[name] for name in ("code", "kind", "title", "text", "area", "place", "severity")} == {
        "code": task.code,
        "kind": "task",
        "title": "清点口罩",
        "text": "每户两个",
        "area": world.UPPER,
        "place": "上河村",
        "severity": 2,
    }
    assert (one["state"], one["standing"], one["moved_last"]) == ("doing", ["holder"], True)
    assert (one["evidence"], one["holder_name"], one["made_by_name"], one["form"]) == (1, "韦林", "陆明", [])
    assert set(told["flows"]) == {"task"}
    assert told["me"]["kinds"] == ["contact", "evidence", "household", "move", "note", "photo", "visit"]
    assert told["places"] == []


def test_words_are_in_the_language_of_the_phone_and_come_again_in_another(phone):
    given()
    wei = phone("wei")
    told = pulled(wei)
    assert told["flows"]["task"]["moves"][0]["label"] == "Take on"
    again = wei.get(f"/api/field/pull?since={told['cursor']}")
    assert not PARTS & set(again.json())


def test_only_what_changed_comes_again(phone):
    task, wei = given(), phone("wei")
    told = pulled(wei)
    assert set(told) >= PARTS
    unchanged = pulled(wei, told["cursor"])
    assert unchanged["full"] is False
    assert not PARTS & set(unchanged)
    push(wei, move(task, "take"))
    changed = pulled(wei, told["cursor"])
    assert PARTS & set(changed) == {"items"}
    assert changed["items"][0]["state"] == "doing"
    assert not PARTS & set(pulled(wei, changed["cursor"]))


def test_the_most_urgent_is_first_and_the_last_five_lines_are_told(phone):
    wei, lu = phone("wei"), actor_named("lu")
    late, soon = given(deadline_at=timezone.now() + timedelta(hours=9)), given()
    push(wei, move(late, "take"))
    with scope.acting(lu):
        for number in range(7):
            items.comment(actor=lu, code=late.code, text=str(number))
    told = pulled(wei)["items"]
    assert [one["code"] for one in told] == [soon.code, late.code]
    assert [line["text"] for line in told[1]["lines"]] == ["2", "3", "4", "5", "6"]


def test_what_others_did_waits_for_whoever_opened_it(phone):
    huang = actor_named("huang")
    with scope.acting(huang):
        wanted = items.Wanted(area=world.UPPER, title="清点口罩")
        made = timezone.now() - timedelta(hours=1)
        task = items.open_item(actor=huang, kind="task", wanted=wanted, at=made)
    wei, his = phone("wei"), phone("huang")
    assert pulled(his)["items"] == []
    push(wei, evidence(task, minutes=29), move(task, "finish", minutes=29.5))
    [one] = pulled(his)["items"]
    assert (one["state"], one["standing"], one["moved_last"]) == ("done", ["maker", "above"], False)
    assert push(his, move(task, "confirm", minutes=30)) == [("accepted", "")]
    assert pulled(his)["items"] == pulled(wei)["items"] == []


def test_what_somebody_holds_in_person_elsewhere_is_on_their_phone(phone):
    from fangxian.features.roster.models import Responder

    with scope.acting(world.OPERATOR):
        tan = Responder.objects.get(code="R-09")
    task, hers = given(world.RIDGE, holder=tan), phone("tan")
    push(hers, evidence(task))
    [one] = pulled(hers)["items"]
    assert (one["code"], one["place"], one["evidence"]) == (task.code, world.RIDGE, 1)
    assert [line["label"] for line in one["lines"]] == ["opened it"]


def test_a_directive_is_answered_by_phone(phone):
    code, wei = directive(), phone("wei")
    [one] = pulled(wei)["items"]
    assert (one["kind"], one["subject"], one["title"]) == ("directive", code, "今晚报数")
    assert [(q["name"], q["type"], q["required"], q["value"]) for q in one["form"]] == [
        ("population", "integer", True, "30"),
        ("power", "yes_no", True, ""),
    ]
    with scope.acting(world.OPERATOR):
        assert Receipt.objects.get(item=one["code"]).received_at is not None
    missing = move(one["code"], "report", minutes=30)
    assert push(wei, missing) == [("refused", "directives.answer_wrong")]
    answers = {"population": 31, "power": True}
    done = report("move", one["code"], {"move": "report", "reason": "已报", "answers": answers}, minutes=30)
    assert push(wei, move(one["code"], "acknowledge", minutes=30), done) == [("accepted", "")] * 2
    with scope.acting(world.OPERATOR):
        receipt = Receipt.objects.get(item=one["code"])
        assert (receipt.answer, receipt.by_name) == ("已报", "韦林")
        given_ = Answer.objects.filter(receipt=receipt).values_list("question__name", "value")
        assert dict(given_) == {"population": "31", "power": "yes"}
        assert Item.objects.get(code=one["code"]).state == "reported"


def test_a_directive_somebody_has_in_person_is_done_by_phone(phone):
    code = directive(to="list", people=("R-09", "R-05"), levels=())
    tan = phone("tan")
    [one] = pulled(tan)["items"]
    assert (one["code"], one["state"], one["standing"]) == (code, "issued", ["holder"])
    assert [q["name"] for q in one["form"]] == ["population", "power"]
    with scope.acting(world.OPERATOR):
        received = Receipt.objects.filter(directive=code, received_at__isnull=False)
        assert [one.name for one in received] == ["谭思"]
    assert push(tan, move(code, "acknowledge", minutes=30)) == [("accepted", "")]
    assert pulled(tan)["items"][0]["state"] == "acknowledged"
    assert push(tan, move(code, "acknowledge", minutes=30)) == [("refused", "items.move_not_possible")]
    answers = {"population": "31", "power": "no"}
    done = report("move", code, {"move": "report", "answers": answers}, minutes=30)
    assert push(tan, move(code, "begin", minutes=30), done) == [("accepted", "")] * 2
    assert pulled(tan)["items"] == []
    with scope.acting(world.OPERATOR):
        assert Receipt.objects.get(directive=code, responder__code="R-09").reported_at is not None
    assert push(phone("mo"), move(code, "begin", minutes=30)) == [("refused", "field.subject_unknown")]


def test_an_inspector_holds_places_and_no_doors(phone, campaign, monkeypatch):
    monkeypatch.setattr("fangxian.features.field.selectors.pulling.MOST_HOUSEHOLDS", 1)
    told = pulled(phone("he"))
    assert (told["households"], told["targets"], told["campaigns"], told["gone"]) == ([], [], [], [])
    assert [one["code"] for one in told["areas"]] == [world.COUNTY]
    assert told["me"]["kinds"] == ["evidence", "inspection", "move"]
    places = {one["code"]: one for one in told["places"]}
    assert list(places)[:3] == ["S-SQUARE", "S-HOTEL", "S-GATE"]
    square = places["S-SQUARE"]
    assert (square["name"], square["kind"], square["address"]) == (
        "河口广场采样点",
        "sampling_point",
        "上河村",
    )
    assert (square["in_round"], square["reasons"], square["looked_at"]) == (True, ["never"], None)
    assert square["checklists"] == ["ppe", "sampling_point"]
    assert "S-NEXT" not in str(told)


def test_a_finding_goes_from_the_inspector_s_phone_to_the_holder_s_and_back(phone):
    he, wei = phone("he"), phone("wei")
    lines = [{"line": "crew", "result": "ok"}, {"line": "cold", "result": "failed", "remark": "没有冰排"}]
    seen = report("inspection", "S-SQUARE", {"checklist": "sampling_point", "lines": lines}, minutes=10)
    code = f"finding-{seen['id'].replace('-', '')}-01"
    assert push(he, evidence(code, minutes=11), seen) == [("accepted", "")] * 2
    [finding] = next(one for one in pulled(he)["places"] if one["code"] == "S-SQUARE")["findings"]
    assert (finding["code"], finding["line"], finding["state"], finding["own"]) == (
        code,
        "cold",
        "open",
        False,
    )
    assert finding["remark"] == "没有冰排"
    [item] = pulled(wei)["items"]
    assert (item["code"], item["kind"], item["place"]) == (code, "finding", "上河村")
    done = evidence(code, minutes=20), move(code, "remedy", "已放冰排", minutes=21)
    assert push(wei, *done) == [("accepted", "")] * 2
    again = [{"line": "cold", "result": "ok", "finding": code}]
    looked = report("inspection", "S-SQUARE", {"checklist": "sampling_point", "lines": again}, minutes=29)
    [finding] = next(one for one in pulled(he)["places"] if one["code"] == "S-SQUARE")["findings"]
    assert (finding["state"], finding["own"]) == ("remedied", False)
    assert push(he, looked) == [("accepted", "")]
    assert next(one for one in pulled(he)["places"] if one["code"] == "S-SQUARE")["findings"] == []


def test_whoever_put_it_right_does_not_look_at_it_again(phone):
    he, huang = phone("he"), phone("huang")
    seen = {"checklist": "sampling_point", "lines": [{"line": "cold", "result": "failed"}]}
    push(he, report("inspection", "S-SQUARE", seen, minutes=1))
    with scope.acting(world.OPERATOR):
        code = Item.objects.get(kind="finding").code
        Item.objects.filter(code=code).update(area=world.RIVER)
    assert push(huang, evidence(code, minutes=2), move(code, "remedy", minutes=3)) == [("accepted", "")] * 2
    square = next(one for one in pulled(huang)["places"] if one["code"] == "S-SQUARE")
    assert [one["own"] for one in square["findings"]] == [True]


@pytest.mark.parametrize("name", ["qin", "mo", "tan", "luo"])
def test_who_stands_somewhere_pulls_what_they_have_to_do(phone, name):
    told = pulled(phone(name))
    assert (told["households"], told["targets"], told["items"], told["places"]) == ([], [], [], [])
    tables = {"swab", "swab_back", "tube", "box"}
    assert set(told["me"]["kinds"]) - tables == {"evidence", "move"}


def test_many_items_ask_the_database_no_more_than_few(phone):
    wei = phone("wei")
    given()
    directive()
    with CaptureQueriesContext(connection) as few:
        pulled(wei)
    for _number in range(5):
        given()
        directive(questions=())
    with CaptureQueriesContext(connection) as many:
        assert len(pulled(wei)["items"]) == 12
    assert len(many) == len(few) <= 36
