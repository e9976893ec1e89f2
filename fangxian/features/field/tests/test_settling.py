"""What the door refused: corrected and accepted in the sender's name, discarded with a reason, put back."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

import pytest
from django.utils import timezone

from fangxian.features.campaigns.models import Target
from fangxian.features.field import services
from fangxian.features.field.models import RefusedReport, Report
from fangxian.features.field.recording import record_here
from fangxian.features.field.refusals import (
    AlreadySettled,
    NotDiscarded,
    NothingToSettle,
    ReasonMissing,
    StillRefused,
)
from fangxian.features.field.tests.conftest import actor_named
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from tests import world


def refuse(subject, outcome="met", kind="visit") -> UUID:
    """A report of Liang's that the door refuses; its id."""
    liang, one = actor_named("liang"), uuid7()
    sent = {"id": str(one), "kind": kind, "form_version": 1, "area": world.UPPER, "subject": subject}
    with scope.acting(liang):
        [answer] = record_here(
            actor=liang,
            reports=[sent | {"occurred_at": timezone.now(), "body": {"outcome": outcome}}],
            person="R-06",
        )
    assert answer.result == "refused"
    return one


@pytest.fixture
def refused(campaign):
    return refuse(f"{campaign}/nothing")


def corrected(campaign, **more):
    return {
        "kind": "visit",
        "form_version": 1,
        "area": world.UPPER,
        "subject": f"{campaign}/{world.UPPER}-0001",
        "occurred_at": timezone.now(),
        "body": {"outcome": "met"},
    } | more


def row(report):
    with scope.acting(world.OPERATOR):
        return RefusedReport.objects.get(id=report)


def test_a_corrected_report_counts_in_the_name_of_who_sent_it(campaign, refused, named):
    lu = named("lu")
    with scope.acting(lu):
        services.accept_corrected(actor=lu, report=refused, corrected=corrected(campaign))
        settled = row(refused)
        written = Report.objects.get(id=settled.replaced_by)
        target = Target.objects.get(code=f"{campaign}/{world.UPPER}-0001")
    assert (settled.settled, settled.settled_by) == ("accepted", "陆明")
    assert written.person == "R-06"
    assert (target.outcome, target.report) == ("met", settled.replaced_by)


def test_a_correction_that_is_refused_too_changes_nothing(campaign, refused, named):
    wei = named("wei")
    with scope.acting(wei), pytest.raises(StillRefused):
        services.accept_corrected(actor=wei, report=refused, corrected=corrected(campaign, subject="x/y"))
    with scope.acting(world.OPERATOR):
        assert list(RefusedReport.objects.values_list("id", "settled")) == [(refused, "")]


def test_it_is_settled_once(campaign, refused, named):
    wei = named("wei")
    with scope.acting(wei):
        services.accept_corrected(actor=wei, report=refused, corrected=corrected(campaign))
    with scope.acting(wei), pytest.raises(AlreadySettled):
        services.accept_corrected(actor=wei, report=refused, corrected=corrected(campaign))


def test_many_are_discarded_with_one_reason_and_one_can_be_put_back(campaign, refused, named):
    wei, second = named("wei"), refuse(f"{campaign}/neither")
    with scope.acting(wei):
        assert services.discard_reports(actor=wei, reports=[refused, second, uuid7()], reason="重复") == 2
        assert RefusedReport.objects.get(id=second).reason == "重复"
        with pytest.raises(NothingToSettle):
            services.discard_reports(actor=wei, reports=[refused], reason="重复")
        services.reopen_report(actor=wei, report=refused)
        with pytest.raises(NotDiscarded):
            services.reopen_report(actor=wei, report=refused)
    assert (row(refused).settled, row(refused).settled_at) == ("", None)


def test_discarding_wants_a_reason(refused, named):
    wei = named("wei")
    with scope.acting(wei), pytest.raises(ReasonMissing):
        services.discard_reports(actor=wei, reports=[refused], reason="")


def test_the_next_county_settles_nothing(campaign, refused, named):
    yang = named("yang")
    with scope.acting(yang), pytest.raises(NotFound):
        services.accept_corrected(actor=yang, report=refused, corrected=corrected(campaign))
    with scope.acting(yang), pytest.raises(NothingToSettle):
        services.discard_reports(actor=yang, reports=[refused], reason="x")


def test_the_sender_s_phone_is_told(phone, campaign, named):
    liang, wei, one = phone("liang"), named("wei"), uuid7()
    keep(one, '{"kind": "visit"}', device=liang.device.code)
    assert liang.pull()["settled"] == []
    with scope.acting(wei):
        services.discard_reports(actor=wei, reports=[one], reason="重复")
    assert liang.pull()["settled"] == [{"id": str(one), "result": "discarded", "reason": "重复"}]


def keep(one, raw, **more):
    """Put a report of Liang's into the queue as it came."""
    facts = {"area": world.UPPER, "incident": world.INCIDENT, "person": "R-06", "person_name": "梁兰"} | more
    with scope.acting(world.OPERATOR):
        RefusedReport.objects.create(
            id=one, raw=raw, code="field.unreadable", received_at=timezone.now(), **facts
        )


class TestPages:
    """The queue, one report, and how each ends."""

    def test_an_empty_queue_says_so(self, signed_in):
        assert "Nothing was refused" in signed_in("wei").get("/phones/refused/").content.decode()

    def test_the_queue_is_by_reason(self, refused, signed_in):
        client = signed_in("wei")
        page = client.get("/phones/refused/").content.decode()
        assert "What this speaks of is not in your area, or not for you. It may be gone. (1)" in page
        assert "/nothing" in client.get("/phones/refused/?code=field.subject_unknown").content.decode()
        assert "No report fits" in client.get("/phones/refused/?code=field.body_wrong").content.decode()

    def test_the_form_is_drawn_from_the_contract(self, campaign, refused, signed_in):
        page = signed_in("wei").get(f"/phones/refused/{refused}/").content.decode()
        for text in ("Outcome", "Not home", "What is needed", "People at home", f"{campaign}/nothing"):
            assert text in page

    def test_it_is_corrected_on_its_page(self, campaign, refused, signed_in):
        client, path = signed_in("wei"), f"/phones/refused/{refused}/accept/"
        given = {"body_outcome": "met", "occurred_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}
        wrong = client.post(path, given | {"subject": "x/y"})
        assert wrong.status_code == 422
        assert "What this speaks of is not in your area" in wrong.content.decode()
        right = client.post(path, given | {"subject": f"{campaign}/{world.UPPER}-0001"})
        assert right.status_code == 302
        assert row(refused).settled == "accepted"

    def test_a_time_left_as_it_was_stays_exact_to_the_second(self, campaign, refused, signed_in):
        client, path = signed_in("wei"), f"/phones/refused/{refused}/accept/"
        said = datetime.fromisoformat(json.loads(row(refused).raw)["occurred_at"])
        minute = timezone.localtime(said).strftime("%Y-%m-%dT%H:%M")
        given = {"body_outcome": "met", "subject": f"{campaign}/{world.UPPER}-0001"}
        assert client.post(path, given | {"occurred_at": minute}).status_code == 302
        with scope.acting(world.OPERATOR):
            assert Report.objects.get(id=row(refused).replaced_by).occurred_at == said

    def test_subjects_are_suggested(self, campaign, signed_in):
        asked = {"kind": "visit", "subject": f"{world.UPPER}-0001"}
        found = signed_in("wei").get("/phones/refused/subjects/", asked)
        assert f"{campaign}/{world.UPPER}-0001" in found.content.decode()

    def test_many_are_discarded_and_one_put_back(self, refused, signed_in):
        client = signed_in("wei")
        assert client.post("/phones/refused/discard/", {"chosen": [str(refused)]}).status_code == 422
        answer = client.post("/phones/refused/discard/", {"chosen": [str(refused), "x"], "reason": "重复"})
        assert answer.status_code == 302
        assert "重复" in client.get("/phones/refused/?settled=1").content.decode()
        assert client.post(f"/phones/refused/{refused}/reopen/").status_code == 302
        assert row(refused).settled == ""

    def test_what_cannot_be_read_can_only_be_discarded(self, county, signed_in):
        one = uuid7()
        keep(one, '{"<script>": 1')
        page = signed_in("wei").get(f"/phones/refused/{one}/").content.decode()
        assert "This cannot be put right here" in page
        assert "<script>&quot;" not in page

    @pytest.mark.parametrize("name", ["yang", "liang"])
    def test_a_stranger_sees_none(self, refused, signed_in, name):
        client = signed_in(name)
        assert client.get(f"/phones/refused/{refused}/").status_code in (403, 404)
