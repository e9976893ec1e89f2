"""The main job on the smallest scenario: sheets in, planned, published, somebody drops out, planned again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from fangxian.config.sheets import KINDS
from fangxian.features.duty import selectors, services
from fangxian.features.duty.models import Gap, Plan, Post, Posting, Shift
from fangxian.features.duty.tests.conftest import AT
from fangxian.features.duty.tests.test_publishing import assert_exact
from fangxian.features.incidents.services import create_incident
from fangxian.features.roster import services as roster
from fangxian.features.roster.models import Absence
from fangxian.kernel import rulepacks, sheets
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.scenarios import debao_2022
from tests import world

AREA = "451024"
CONSOLE = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="debao-2022")


@pytest.fixture
def debao(db, tmp_path):
    """The hamlet-scale scenario, taken in."""
    debao_2022.generate(tmp_path, scale="hamlet", seed=1)
    create_incident(
        actor=CONSOLE,
        code="debao-2022",
        name="Debao 2022",
        area=AREA,
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    for kind in ("territory", "units", "households", "roster", "sites"):
        assert sheets.take_in(CONSOLE, KINDS[kind], tmp_path / f"{kind}.csv").refused == 0


@pytest.fixture
def running(debao) -> Plan:
    made = services.plan_area(actor=CONSOLE, area=AREA, pack="cn-2022-03", starts_at=AT)
    return services.publish_plan(actor=CONSOLE, code=made.code)


def test_the_main_job(running):
    with scope.acting(CONSOLE):
        figures = selectors.figures(CONSOLE, running.code)
        assert figures["gap"] == 0
        for name in ("grids", "posts", "shifts", "postings_filled", "temporary_branches", "teams"):
            assert figures[name] > 0, name
        assert Posting.objects.filter(live=True).count() == figures["postings_filled"]
        missing = sum(Gap.objects.filter(live=True).values_list("missing", flat=True))
        assert figures["postings_filled"] + missing == figures["seats_wanted"]
        people = list(Posting.objects.filter(live=True).values_list("responder", flat=True))
        assert len(people) == len(set(people))
    assert_exact("debao-2022")


def test_rest_and_hours_are_kept(running):
    pack = rulepacks.load("cn-2022-03")
    rest, week = timedelta(hours=pack["rest_hours"]), timedelta(hours=pack["hours_week"])
    with scope.acting(CONSOLE):
        rows = Shift.objects.filter(post__live=True).order_by("starts_at")
        held: dict[tuple[int, int], list[tuple[object, object]]] = defaultdict(list)
        for post, crew, start, end in rows.values_list("post", "crew", "starts_at", "ends_at"):
            held[post, crew].append((start, end))
    assert held
    for shifts in held.values():
        for (_, end), (start, _) in pairwise(shifts):
            assert start - end >= rest
        assert sum((end - start for start, end in shifts), timedelta()) <= week


def test_who_drops_out_is_replaced_and_few_others_move(running):
    with scope.acting(CONSOLE):
        chosen = Posting.objects.filter(live=True, post__role="sampler").order_by("pk").first()
        person = chosen.responder.code
        roster.mark_unavailable(actor=CONSOLE, code=person, reason=Absence.ILL)
        before = dict(Posting.objects.filter(live=True).values_list("responder__code", "post__code"))
    services.mark_away(actor=CONSOLE, responder=person)
    assert_exact("debao-2022")
    newer = services.plan_area(actor=CONSOLE, area=AREA, pack="cn-2022-03", starts_at=AT)
    with scope.acting(CONSOLE):
        after = dict(Posting.objects.filter(post__plan=newer).values_list("responder__code", "post__code"))
        whole = selectors.compare(newer)
        changes = selectors.person_changes(newer)
    assert person not in after
    moved = {one for one in {*before, *after} - {person} if before.get(one) != after.get(one)}
    assert len(moved) <= 2
    assert whole.people["moved"] + whole.people["new"] + whole.people["gone"] == len(moved)
    assert whole.households_moved == 0
    assert len(changes.object_list) == len(moved) + whole.people["crew"]
    services.publish_plan(actor=CONSOLE, code=newer.code)
    assert_exact("debao-2022")
    with scope.acting(CONSOLE):
        assert set(Post.objects.filter(live=True).values_list("plan", flat=True)) == {newer.pk}


def test_another_incident_sees_no_plan(running):
    other = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=world.INCIDENT)
    with scope.acting(other):
        assert not Plan.objects.filter(code=running.code).exists()
