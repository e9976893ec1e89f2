"""Reports in the log: new, again, refused; in any order and any groups the picture is the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.features.campaigns.models import Coverage, Outcome, Pace, Target
from fangxian.features.campaigns.services import rebuild_coverage
from fangxian.features.field import pushes, recording
from fangxian.features.field.jobs import Job
from fangxian.features.field.models import Device, RefusedReport, Report
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world

AT = datetime(2026, 2, 9, 10, 0, tzinfo=UTC)
LU, WEI = world.BY_NAME["lu"].actor, world.BY_NAME["wei"].actor


def visit(campaign, household=0, outcome="met", minute=0, **more):
    sent = {
        "id": str(uuid7()),
        "kind": "visit",
        "form_version": 1,
        "area": world.UPPER,
        "subject": f"{campaign}/{world.UPPER}-{household:04d}",
        "occurred_at": (AT + timedelta(minutes=minute)).isoformat(),
        "body": {"outcome": outcome},
    }
    return sent | more


def push(*reports, waiting=0, device=None):
    """Write reports as the door does, for a phone of the upper village or for none; the answers."""
    code, person = (device.code, device.person) if device else ("", "R-05")
    content = json.dumps({"reports": list(reports), "waiting": waiting}).encode()
    brought = pushes.read(content, device=code, person=person, area=world.UPPER, at=AT + timedelta(days=1))
    job = Job(code, world.UPPER, world.UPPER, person, "梁兰", brought)
    with scope.acting(WEI):
        recording.write(connection.connection, world.INCIDENT, [job], AT + timedelta(days=1))
    return [(one.result, one.code) for one in job.answers]


def figures(campaign):
    """Everything reports may change, as values."""
    with scope.acting(LU):
        targets = Target.objects.filter(campaign=campaign).order_by("code")
        states = targets.values_list(
            "code", "standing", "outcome", "occurred_at", "report", "asked", "not_home"
        )
        counted = Coverage.objects.filter(campaign=campaign).order_by("area")
        counters = counted.values_list(
            "area", "targets", "reached", "not_home", "refused", "unreachable", "asked"
        )
        pace = Pace.objects.filter(campaign=campaign).exclude(reached=0).order_by("area", "slot")
        return list(states), list(counters), list(pace.values_list("area", "slot", "reached"))


def test_a_new_report_is_accepted_and_counts(campaign):
    assert push(visit(campaign)) == [("accepted", "")]
    with scope.acting(LU):
        target = Target.objects.get(code=f"{campaign}/{world.UPPER}-0000")
        assert (target.standing, target.outcome, target.asked, target.occurred_at) == (
            "reached",
            "met",
            1,
            AT,
        )
        [row] = Coverage.objects.filter(campaign=campaign, area=world.UPPER)
        assert (row.targets, row.reached, row.asked) == (12, 1, 1)
        assert Report.objects.get().body == '{"outcome": "met"}'


def test_the_same_report_again_is_a_duplicate_and_counts_once(campaign):
    one = visit(campaign)
    assert push(one, one) == [("accepted", ""), ("accepted", "")]
    assert push(one) == [("duplicate", "")]
    with scope.acting(LU):
        assert Report.objects.count() == 1
        assert Coverage.objects.get(campaign=campaign, area=world.UPPER).asked == 1


def test_a_refused_report_is_kept_with_its_reason_and_stays_refused(campaign):
    stranger = visit(campaign, subject=f"{campaign}/nobody")
    assert push(stranger, visit(campaign)) == [("refused", "field.subject_unknown"), ("accepted", "")]
    assert push(stranger) == [("refused", "field.subject_unknown")]
    with scope.acting(WEI):
        [kept] = RefusedReport.objects.all()
        assert str(kept.id) == stranger["id"]
        assert json.loads(kept.raw)["body"] == {"outcome": "met"}
        assert Report.objects.count() == 1


def test_a_target_of_another_village_is_unknown_here(campaign):
    elsewhere = visit(campaign, subject=f"{campaign}/{world.LOWER}-0000")
    assert push(elsewhere) == [("refused", "field.subject_unknown")]


def test_reports_of_every_kind_are_taken(campaign):
    household = f"{world.UPPER}-0003"
    some = [
        visit(campaign, kind="note", subject=household, body={"text": "门口有狗"}),
        visit(campaign, kind="note", subject="", body={"text": "全村停电"}),
        visit(campaign, kind="household", subject=household, body={"change": "moved_in", "members": 3}),
        visit(campaign, kind="contact", subject=household, body={"channel": "phone", "question": "用药"}),
    ]
    assert push(*some) == [("accepted", "")] * 4
    assert push(visit(campaign, kind="contact", subject="", body={"channel": "phone", "question": "?"})) == [
        ("refused", "field.subject_unknown")
    ]


def test_a_report_of_somebody_elses_phone_is_refused(campaign, phone):
    hers, his = phone("wei").device, phone("huang").device
    assert push(visit(campaign, device=his.code), device=hers) == [("refused", "field.not_yours")]


def test_an_earlier_enrolment_of_the_same_person_brings_its_reports(campaign, phone):
    before, now = phone("wei").device, phone("wei").device
    assert push(visit(campaign, device=before.code, device_seq=4), device=now) == [("accepted", "")]
    with scope.acting(LU):
        assert Report.objects.get().device == before.code
        assert 4 in Device.objects.get(code=before.code).arrived[0]


def test_what_was_reported_after_the_charge_ended_is_refused(campaign, phone):
    device = phone("wei").device
    with scope.acting(LU):
        Device.objects.filter(code=device.code).update(ended_at=AT)
    early, late = visit(campaign, 1, minute=-5), visit(campaign, 2, minute=5)
    assert push(early, late, device=device) == [("accepted", ""), ("refused", "field.charge_ended")]


def test_a_hole_in_the_sequence_shows_what_has_not_arrived(campaign, phone):
    device = phone("wei").device
    push(visit(campaign, 1, device_seq=1), visit(campaign, 2, device_seq=4), waiting=5, device=device)
    with scope.acting(LU):
        kept = Device.objects.get(code=device.code)
    assert [(one.lower, one.upper) for one in kept.arrived] == [(1, 2), (4, 5)]
    assert kept.waiting == 3
    push(visit(campaign, 3, device_seq=3), visit(campaign, 3, device_seq=2), device=device)
    with scope.acting(LU):
        [whole] = Device.objects.get(code=device.code).arrived
    assert (whole.lower, whole.upper) == (1, 5)


VISITS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(Outcome.values), st.integers(0, 90)), min_size=1, max_size=10
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), VISITS)
def test_any_order_any_doubling_any_grouping_gives_the_same_picture(campaign, data, visits):
    reports = [visit(campaign, house, outcome, minute) for house, outcome, minute in visits]
    again = data.draw(st.lists(st.sampled_from(reports), max_size=6))
    order = data.draw(st.permutations(reports + again))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(order)), max_size=4)))
    groups = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    pictures = []
    for some in ([reports], groups):
        mark = transaction.savepoint()
        for group in some:
            push(*group)
        pictures.append(figures(campaign))
        transaction.savepoint_rollback(mark)
    assert pictures[0] == pictures[1]


def test_rebuilt_from_the_log_the_figures_are_the_live_ones(campaign):
    outcomes = [one for one in Outcome.values if one != Outcome.SAMPLED]
    for minute, outcome in enumerate(outcomes):
        push(visit(campaign, minute % 4, outcome, -minute), visit(campaign, 5, outcome, minute))
    before = figures(campaign)
    with scope.acting(LU):
        found = rebuild_coverage(actor=LU, code=campaign)
    assert (found.reports, found.equal) == (2 * len(outcomes), True)
    assert figures(campaign) == before


def test_a_rebuild_finds_and_mends_what_is_wrong(campaign):
    push(visit(campaign))
    right = figures(campaign)
    with scope.acting(LU):
        Coverage.objects.filter(campaign=campaign, area=world.UPPER).update(reached=7)
        Target.objects.filter(code=f"{campaign}/{world.UPPER}-0001").update(asked=3)
        found = rebuild_coverage(actor=LU, code=campaign)
    assert found.wrong == {"targets": 1, "coverage": 1, "pace": 0}
    assert figures(campaign) == right


def test_the_log_cannot_be_changed(campaign):
    from django.db import ProgrammingError

    push(visit(campaign))
    for sql in ("UPDATE field_report SET body = ''", "DELETE FROM field_report"):
        with (
            scope.acting(LU),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
