"""Figures depend on the facts alone, never on the order in which they came."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.features.field import recording
from fangxian.features.supervision.appraisal.rules import FIGURES
from fangxian.features.supervision.models import Appraised
from fangxian.features.supervision.tests.appraisal.conftest import actor_named, hours, opened
from fangxian.kernel.authority import Can
from fangxian.kernel.db import scope
from tests import world

SITE = {"form_version": 1, "area": world.UPPER, "subject": "S-SQUARE", "kind": "inspection"}


def fixed(number: int) -> str:
    """A report's id that is the same in every order."""
    milliseconds = int(hours(number).timestamp() * 1000)
    return str(UUID(int=(milliseconds << 80) | (7 << 76) | (2 << 62) | number))


def look(number: int, result: str) -> tuple[str, dict[str, object]]:
    lines = [{"line": "labels", "result": result}, {"line": "wait", "result": "ok"}]
    body = {"checklist": "sampling_point", "lines": lines}
    return "he", {**SITE, "id": fixed(number), "occurred_at": hours(number), "body": body}


def note(number: int) -> tuple[str, dict[str, object]]:
    plain = {"kind": "note", "form_version": 1, "area": world.UPPER, "subject": "", "body": {"text": "路滑"}}
    return "liang", {**plain, "id": fixed(number), "occurred_at": hours(number)}


FACTS = [look(1, "failed"), look(30, "failed"), look(60, "ok"), look(90, "failed")]
FACTS += [note(number) for number in (2, 3, 40, 41, 100)]


def counted(facts: list[tuple[str, dict[str, object]]]) -> list[tuple[object, ...]]:
    """Every figure of everybody, from facts that came in this order; nothing of it is kept."""
    with transaction.atomic():
        for name, fact in facts:
            actor = actor_named(name)
            can = Can.FINDING_VIEW if name == "he" else Can.FIELD_REPORT
            with scope.acting(actor):
                answers = recording.record_here(
                    actor=actor, reports=[fact], person=world.BY_NAME[name].code, can=can
                )
            assert [one.code for one in answers] == [""]
        made = opened(actor_named("li"))
        with scope.acting(world.OPERATOR):
            found = list(
                Appraised.objects.filter(appraisal=made).order_by("code").values_list("code", *FIGURES)
            )
        transaction.set_rollback(True)
    return found


@pytest.fixture
def in_order(county):
    return counted(FACTS)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(FACTS))
def test_figures_do_not_depend_on_the_order_in_which_facts_came(in_order, order):
    assert counted(order) == in_order
    him = dict(zip(FIGURES, next(row[1:] for row in in_order if row[0] == "R-05"), strict=True))
    assert (him["caused"], him["repeated"]) == (3, 2)
