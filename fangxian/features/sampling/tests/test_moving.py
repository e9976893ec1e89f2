"""A team moved to a point that would end late: people, tables, tasks, and back; two at once move one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from fangxian.features.duty.models import Plan, Post, Posting, Shift
from fangxian.features.duty.refusals import NobodyThere
from fangxian.features.duty.services import tallies
from fangxian.features.items.models import Item
from fangxian.features.roster.models import Responder
from fangxian.features.sampling import services
from fangxian.features.sampling.models import Point, TeamMove
from fangxian.features.sampling.refusals import LastTeam, MovedAlready, PointShut
from fangxian.features.sampling.selectors import pacing
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, ordered, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.kernel.db import scope
from tests import world

LATER = AT + timedelta(hours=1)
GIVES, LATE = "S-HOTEL", "S-SQUARE"


def staffed(round_):
    """Two points with posts of a published plan; a team stands at the one with nobody left."""
    with scope.acting(LU):
        Point.objects.filter(round=round_.code, code=LATE).update(people=2_000)
        Point.objects.create(
            round=round_.code, code=GIVES, name="河口小学", area=world.LOWER, tables=2, people=0,
            opens_at=AT, closes_at=AT + timedelta(hours=12),
        )  # fmt: skip
        plan = Plan.objects.create(
            code="plan-x", incident=LU.incident, area=world.COUNTY, rule_pack="cn-2022-03", state="published",
            starts_at=AT, days=1, made_by="陆明", made_at=AT,
        )  # fmt: skip
        for place, area, who in (
            (GIVES, world.LOWER, {"sampler": "R-07", "registrar": "R-09"}),
            (LATE, world.UPPER, {}),
        ):
            for role in ("sampler", "registrar"):
                _post(plan, place, area, role, who.get(role))
        tallies.recount(LU.incident, world.COUNTY)


def _post(plan, place, area, role, who):
    times = {"starts_at": AT, "ends_at": AT + timedelta(hours=12)}
    post = Post.objects.create(
        plan=plan, code=f"{place}-{role}", area=area, role=role, place=place, place_kind="sampling_point",
        place_name=place, seats=1, wanted=1, filled=int(bool(who)), live=True, **times,
    )  # fmt: skip
    Shift.objects.create(post=post, area=area, crew=0, **times)
    if who:
        person = Responder.objects.get(code=who)
        Posting.objects.create(
            post=post, area=area, responder=person, holder_name=person.name, crew=0, live=True,
            period=(times["starts_at"], times["ends_at"]),
        )  # fmt: skip


def move(code, seen=2, at=LATER, source=GIVES, target=LATE):
    with scope.acting(LU):
        return services.move_team(actor=LU, code=code, source=source, target=target, seen=seen, at=at)


def standing():
    return rows(Posting, "post__place", "post__role", "responder__code", live=True)


BEFORE = [(GIVES, "registrar", "R-09"), (GIVES, "sampler", "R-07")]
AFTER = [(LATE, "registrar", "R-09"), (LATE, "sampler", "R-07")]


def tables(code):
    return dict(rows(Point, "code", "tables", round=code, mode="point"))


def test_a_team_goes_with_its_table_is_told_and_is_put_back(county):
    made = ordered()
    staffed(made)
    moved = move(made.code)
    assert standing() == AFTER
    assert tables(made.code) == {GIVES: 1, LATE: 3}
    assert rows(Item, "holder__code", "state", subject=moved.code) == [("R-07", "given"), ("R-09", "given")]
    with scope.acting(LU):
        services.put_back(actor=LU, code=made.code, move=moved.code, at=LATER)
    assert standing() == BEFORE
    assert tables(made.code) == {GIVES: 2, LATE: 2}
    assert {state for _who, state in rows(Item, "holder__code", "state", subject=moved.code)} == {"withdrawn"}


def test_what_cannot_be_moved_stays(county):
    made = ordered()
    staffed(made)
    with pytest.raises(MovedAlready):
        move(made.code, seen=1)
    with pytest.raises(NobodyThere):
        move(made.code, source=LATE, target=GIVES)
    with scope.acting(LU):
        Point.objects.filter(code=GIVES).update(tables=1, people=9)
    with pytest.raises(LastTeam):
        move(made.code, seen=1)
    with scope.acting(LU):
        Point.objects.filter(code=LATE).update(is_open=False)
    with pytest.raises(PointShut):
        move(made.code, seen=1)
    assert standing() == BEFORE


def test_once_a_plan_is_published_anew_only_the_table_goes_back(county):
    made = ordered()
    staffed(made)
    before, moved = tables(made.code), move(made.code)
    with scope.acting(LU):
        Post.objects.update(live=False)  # as a publication leaves the old plan
        services.put_back(actor=LU, code=made.code, move=moved.code, at=LATER)
    assert tables(made.code) == before
    assert rows(TeamMove, "back_at") == [(LATER,)]


def test_who_is_sent_on_goes_back_step_by_step(county):
    made = ordered()
    staffed(made)
    with scope.acting(LU):
        plan, hall = Plan.objects.get(code="plan-x"), Point.objects.get(round=made.code, code=GIVES)
        for role in ("sampler", "registrar"):
            _post(plan, "S-HALL", world.RIDGE, role, None)
        Point.objects.filter(round=made.code, code=LATE).update(people=0)
        hall.pk, hall.code, hall.area = None, "S-HALL", world.RIDGE
        hall.save()
    moves = [move(made.code), move(made.code, seen=3, source=LATE, target="S-HALL")]
    for moved, stands in ((moves[1], AFTER), (moves[0], BEFORE)):
        with scope.acting(LU):
            services.put_back(actor=LU, code=made.code, move=moved.code, at=LATER)
        assert standing() == stands
    assert tables(made.code) == {GIVES: 2, LATE: 2, "S-HALL": 2}


def test_the_page_moves_with_one_press_and_puts_back(county, signed_in):
    now = timezone.now()
    made = ordered(
        starts_at=now - timedelta(hours=2),
        ends_at=now + timedelta(hours=10),
        results_by=now + timedelta(days=1),
    )
    staffed(made)
    table, shift = Table(made.code), (now - timedelta(hours=2), now + timedelta(hours=10))
    with scope.acting(LU):
        Post.objects.update(starts_at=shift[0], ends_at=shift[1])
        Shift.objects.update(starts_at=shift[0], ends_at=shift[1])
    since = int((now - AT).total_seconds() // 60)
    arrive(*(table.swab("T1", one, since - 30 + n) for n, one in enumerate(residents(4))))
    lu = signed_in("lu")
    page = lu.get(f"/sampling/{made.code}/").content.decode()
    assert "Move a team here from 河口小学" in page
    answer = lu.post(
        f"/sampling/{made.code}/points/{LATE}/move/", {"from": GIVES, "tables": "2"}, follow=True
    )
    assert "覃梅、谭思: from 河口小学 to 河口广场采样点" in answer.content.decode()
    assert (
        lu.post(f"/sampling/{made.code}/points/{LATE}/move/", {"from": GIVES, "tables": "2"}).status_code
        == 409
    )
    ((code,),) = rows(TeamMove, "code")
    assert signed_in("liang").post(f"/sampling/{made.code}/moves/{code}/back/").status_code == 403
    assert signed_in("yang").post(f"/sampling/{made.code}/moves/{code}/back/").status_code == 404
    lu.post(f"/sampling/{made.code}/moves/{code}/back/")
    assert standing() == BEFORE


def test_the_forecast_says_when_both_end(county):
    made = ordered()
    staffed(made)
    table = Table(made.code)
    arrive(*(table.swab("T1", one, n) for n, one in enumerate(residents(12))))
    with scope.acting(LU):
        lines, _many = pacing.points(LU, made, world.COUNTY, AT + timedelta(minutes=30))
    first = lines[0]
    assert (first.point.code, first.helper.point.code) == (LATE, GIVES)
    assert AT + timedelta(minutes=30) < first.both_end_at < first.forecast.at
