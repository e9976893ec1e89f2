"""What can be done with an appraisal, what is refused, and that a closed one stays as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from fangxian.features.items import services as items
from fangxian.features.items.services import Wanted as Task
from fangxian.features.supervision.appraisal import access, refusals, services
from fangxian.features.supervision.appraisal.services import Seen, Wanted
from fangxian.features.supervision.models import (
    Appraisal,
    AppraisalNote,
    AppraisalState,
    FactLine,
    NoteKind,
    Reply,
)
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    FROM,
    UNTIL,
    actor_named,
    hours,
    lines,
    opened,
    person,
)
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from fangxian.kernel.trail.models import Entry
from tests import world


def closed(actor: Actor, code: str) -> Appraisal:
    with scope.acting(actor):
        return services.close_appraisal(actor=actor, code=code, at=AFTER)


def task(lu: Actor, area: str = world.UPPER) -> str:
    with scope.acting(lu):
        wanted = Task(area=area, title="清点口罩")
        return items.open_item(actor=lu, kind="task", wanted=wanted, at=hours(1)).code


def note(actor: Actor, code: str, proof: str, *, who: str = "R-05", service=services.write_note, **more):
    plain = {"text": "雨夜守点", "place": "河口广场", "at": hours(20), "proof": proof}
    with scope.acting(actor):
        return service(actor=actor, appraisal=code, person=who, seen=Seen(**plain | more), at=AFTER)


def trail(kind: str) -> list[Entry]:
    with scope.acting(world.OPERATOR):
        return list(Entry.objects.filter(kind=kind))


def test_opening_tells_the_trail_and_freezes_what_it_is_of(li):
    made = opened(li)
    assert (made.state, made.round, made.expected) == (AppraisalState.OPEN, 1, 13)
    [told] = trail("appraisal.opened")
    assert (told.facts["people"], told.area) == (13, world.COUNTY)
    assert [one.facts["lines"] for one in trail("appraisal.counted")] == [13]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"ends_at": FROM}, refusals.PeriodUnfit),
        ({"starts_at": FROM - timedelta(days=100)}, refusals.PeriodUnfit),
        (
            {"starts_at": AFTER + timedelta(days=1), "ends_at": AFTER + timedelta(days=2)},
            refusals.PeriodUnfit,
        ),
        ({"people": ("R-21",)}, refusals.PeopleUnknown),
        ({"area": world.NEXT_COUNTY}, NotAllowed),
        ({"unit": "U-NEXT"}, NotFound),
        (
            {"starts_at": FROM - timedelta(days=60), "ends_at": FROM - timedelta(days=50)},
            refusals.NobodyThere,
        ),
    ],
)
def test_what_cannot_be_counted_is_not_opened(li, more, refusal):
    with pytest.raises(refusal):
        opened(li, **more)


@pytest.mark.parametrize("name", ["huang", "wei", "he", "liang", "nong", "lan"])
def test_only_the_organisation_officer_and_the_commander_open_one(county, name):
    with pytest.raises(NotAllowed):
        opened(actor_named(name))


def test_the_same_people_and_days_are_appraised_once(li, lu):
    first = opened(li)
    with pytest.raises(refusals.AlreadyOpened) as refused:
        opened(lu)
    assert refused.value.facts == {"name": "李昌", "appraisal": first.code}
    assert opened(lu, people=("R-06", "R-05"))
    with pytest.raises(refusals.AlreadyOpened):
        opened(lu, people=("R-05", "R-06"))
    with scope.acting(li):
        services.withdraw_appraisal(actor=li, code=first.code, reason="开错了")
    assert opened(lu)


def test_it_is_withdrawn_with_a_reason_and_once(li):
    made = opened(li)
    with scope.acting(li):
        with pytest.raises(refusals.ReasonMissing):
            services.withdraw_appraisal(actor=li, code=made.code, reason=" ")
        services.withdraw_appraisal(actor=li, code=made.code, reason="期间有误")
        for service in (services.count_anew, services.close_appraisal):
            with pytest.raises(refusals.NotOpen):
                service(actor=li, code=made.code)
    assert [one.facts["reason"] for one in trail("appraisal.withdrawn")] == ["期间有误"]


def test_a_closed_one_has_its_digest_in_the_trail_and_does_not_change(li, lu, wei):
    made = opened(li)
    proof = task(lu)
    note(lu, made.code, proof)
    ended = closed(li, made.code)
    assert len(ended.digest) == 64
    assert [one.facts["digest"] for one in trail("appraisal.closed")] == [ended.digest]
    before = [one.subject for one in lines(made, "wei", "charge")]
    refused = [
        lambda: services.count_anew(actor=li, code=made.code),
        lambda: services.close_appraisal(actor=li, code=made.code),
        lambda: services.withdraw_appraisal(actor=li, code=made.code, reason="x"),
    ]
    for act in refused:
        with scope.acting(li), pytest.raises(refusals.NotOpen):
            act()
    with pytest.raises(refusals.NotOpen):
        note(lu, made.code, task(lu))
    with scope.acting(wei), pytest.raises(refusals.NotOpen):
        services.reply(actor=wei, appraisal=made.code, text="迟了")
    assert [one.subject for one in lines(made, "wei", "charge")] == before


def test_the_digest_is_that_of_what_is_in_it(li, lu, wei):
    first = opened(li)
    again = closed(li, opened(li, people=("R-05", "R-06")).code).digest
    other = opened(li, people=("R-05", "R-07"))
    with scope.acting(wei):
        services.reply(actor=wei, appraisal=first.code, text="当晚两人值守", at=AFTER)
    assert len({again, closed(li, other.code).digest, closed(li, first.code).digest}) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE supervision_factline SET amount = 0",
        "DELETE FROM supervision_appraised",
        "UPDATE supervision_appraisalnote SET text = 'x'",
        "DELETE FROM supervision_reply",
    ],
)
def test_the_database_lets_nobody_rewrite_what_was_said(li, sql):
    opened(li)
    with (
        scope.acting(li),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_database_keeps_the_lines_of_a_closed_one(li):
    made = closed(li, opened(li).code)
    with scope.acting(li):
        FactLine.objects.filter(appraisal=made).delete()
    assert lines(made, "wei", "charge")
    with scope.acting(li), pytest.raises(ProgrammingError), transaction.atomic():
        FactLine.objects.create(
            appraisal_id=made.code,
            round=1,
            responder_id=5,
            area=world.UPPER,
            kind="took",
            at=FROM,
            subject="x",
        )


def test_nobody_answers_for_somebody_else_not_even_by_sql(li, lu):
    made = opened(li)
    with scope.acting(lu), pytest.raises(ProgrammingError), transaction.atomic():
        Reply.objects.create(appraisal_id=made.code, responder_id=5, area=world.UPPER, text="认了", at=AFTER)


def test_notes_and_commendations_stand_on_a_proof_and_are_read_by_the_person(li, lu, he, wei):
    made, proof = opened(li), task(lu)
    note(he, made.code, proof)
    note(lu, made.code, proof, service=services.commend)
    with pytest.raises(refusals.CommendedAlready):
        note(lu, made.code, proof, service=services.commend)
    with scope.acting(wei):
        mine = AppraisalNote.objects.order_by("pk")
        assert [(one.kind, one.by_name) for one in mine] == [
            (NoteKind.NOTE, "何文"),
            (NoteKind.COMMENDATION, "陆明"),
        ]
    assert len(trail("appraisal.noted")) == len(trail("appraisal.commended")) == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"proof": "task-none"}, refusals.ProofMissing),
        ({"proof": ""}, refusals.ProofMissing),
        ({"text": " "}, refusals.TextMissing),
        ({"place": ""}, refusals.TextMissing),
        ({"at": UNTIL}, refusals.SeenOutside),
        ({"who": "R-21"}, NotFound),
    ],
)
def test_a_note_without_its_parts_is_refused(li, lu, more, refusal):
    made = opened(li)
    plain = {"proof": task(lu)}
    with pytest.raises(refusal):
        note(lu, made.code, **plain | more)


def test_who_may_write_what_of_whom(li, lu, he, huang, wei, liang):
    made, proof = opened(li), task(lu)
    note(huang, made.code, proof)
    cases: list[tuple[Actor, dict[str, object], type[Refusal]]] = [
        (wei, {}, refusals.AboutOneself),
        (li, {}, NotAllowed),
        (liang, {"who": "R-05"}, NotFound),
        (huang, {"who": "R-08"}, NotFound),
        (he, {"service": services.commend}, NotAllowed),
    ]
    for actor, more, refusal in cases:
        with pytest.raises(refusal):
            note(actor, made.code, proof, **more)  # type: ignore[arg-type]


def test_a_person_answers_to_all_of_it_and_to_a_line(li, lu, liang):
    made = opened(li)
    [charge] = lines(made, "liang", "charge")
    with scope.acting(liang):
        services.reply(actor=liang, appraisal=made.code, text="其中三天隔离")
        services.reply(actor=liang, appraisal=made.code, text="接任于八日", line=f"charge {charge.subject}")
        for text, line, refusal in (("x", "charge none", NotFound), (" ", "", refusals.TextMissing)):
            with pytest.raises(refusal):
                services.reply(actor=liang, appraisal=made.code, text=text, line=line)
    with scope.acting(lu):
        assert [one.line_kind for one in Reply.objects.order_by("pk")] == ["", "charge"]


def test_replies_outlive_a_new_counting(li, liang):
    made = opened(li)
    [charge] = lines(made, "liang", "charge")
    with scope.acting(liang):
        services.reply(actor=liang, appraisal=made.code, text="接任于八日", line=f"charge {charge.subject}")
    with scope.acting(li):
        services.count_anew(actor=li, code=made.code, at=AFTER)
        assert Reply.objects.get().line_subject == lines(made, "liang", "charge")[0].subject


def test_everybody_sees_what_is_theirs_to_see(li, lu, huang, wei, liang):
    made = opened(li)
    seen = {}
    for actor in (li, lu, huang, wei, liang, actor_named("yang"), actor_named("lan")):
        with scope.acting(actor):
            found = access.visible(actor).filter(code=made.code).first()
            names = {one.code for one in access.people(actor, made)}
            own = {one.code for one in access.own(actor)}
        seen[actor.name] = (found is not None, len(names), own)
    assert seen == {
        "李昌": (True, 13, {"R-03"}),
        "陆明": (True, 13, {"R-01"}),
        "黄强": (True, 6, {"R-04"}),
        "韦林": (True, 4, {"R-05"}),
        "梁兰": (False, 0, {"R-06"}),
        "杨珍": (False, 0, set()),
        "蓝静": (False, 0, {"R-11"}),
    }


def test_many_are_counted_by_a_worker_a_step_at_a_time(li, monkeypatch):
    monkeypatch.setattr("fangxian.features.supervision.appraisal.rules.AT_ONCE", 0)
    made = opened(li)
    assert (made.state, made.steps) == (AppraisalState.COUNTING, 0)
    with scope.acting(li), pytest.raises(refusals.NotOpen):
        services.close_appraisal(actor=li, code=made.code)
    ended = services.count_appraisal(actor=li, code=made.code)
    assert (ended.state, ended.round) == (AppraisalState.OPEN, 1)
    assert person(made, "wei").role == "village_lead"
    assert services.count_appraisal(actor=li, code=made.code).round == 1


def test_counting_goes_on_where_a_worker_was_killed(li, monkeypatch):
    from fangxian.features.supervision.appraisal.services import counting

    monkeypatch.setattr("fangxian.features.supervision.appraisal.rules.AT_ONCE", 0)
    made = opened(li)
    with scope.acting(li):
        begun = access.claim(li, made.code)
        counting._step(li, begun, AFTER)
        services.count_anew(actor=li, code=made.code, at=AFTER)
        assert Appraisal.objects.get().steps == 1
    services.count_appraisal(actor=li, code=made.code)
    assert len(lines(made, "wei", "charge")) == 1


def test_how_many_it_would_be_of_is_told_beforehand(li):
    with scope.acting(li):
        told = services.count_people(actor=li, wanted=Wanted(world.COUNTY, FROM, UNTIL), at=AFTER)
        assert (told.people, told.unseen) == (13, 0)


def test_those_who_stood_there_and_belong_elsewhere_by_now_are_told_of(li):
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE roster_responder r SET home_area = %s, unit_id = u.code, unit_name = u.name, "
            "unit_area = u.area, posted_area = '' FROM orgs_unit u "
            "WHERE u.code = 'U-NEXT' AND r.code = 'R-08'",
            [world.MARKER],
        )
    with scope.acting(li):
        told = services.count_people(actor=li, wanted=Wanted(world.COUNTY, FROM, UNTIL), at=AFTER)
    assert (told.people, told.unseen) == (12, 1)
