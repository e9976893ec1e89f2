"""The golden vectors of items, which the phone runs too: what may be done, and what becomes of what waits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import translation

from fangxian.features.items import rules
from fangxian.features.items.flows import By, Needs
from fangxian.features.items.registry import flows
from fangxian.features.items.rules import Standing
from fangxian.features.items.selectors.phones import told_flow

FILE = Path(__file__).resolve().parents[4] / "contracts" / "vectors" / "items.json"
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))


def standing(case) -> Standing:
    """A standing as the contract writes it."""
    own = {By(one) for one in case["standing"]}
    return Standing(By.HOLDER in own, By.MAKER in own, By.ABOVE in own, case["moved_last"])


@pytest.mark.parametrize("kind", VECTORS["flows"])
def test_the_flows_of_the_vectors_are_those_there_are(kind):
    with translation.override("en"):
        assert told_flow(flows()[kind]) == VECTORS["flows"][kind]


@pytest.mark.parametrize("case", VECTORS["allowed"], ids=str)
def test_what_may_be_done_is_as_the_vectors_say(case):
    moves = rules.allowed(flows()[case["flow"]], case["state"], standing(case))
    assert [one.code for one in moves] == case["moves"]


@pytest.mark.parametrize("case", VECTORS["waiting"], ids=str)
def test_what_waits_leaves_an_item_as_the_vectors_say(case):
    flow, state, stands, evidence = flows()[case["flow"]], case["state"], standing(case), case["evidence"]
    taken = []
    for one in case["waiting"]:
        if one["kind"] == "evidence":
            evidence += 1
            taken.append(True)
            continue
        moves = {move.code: move for move in rules.allowed(flow, state, stands)}
        step = moves.get(one["move"])
        taken.append(step is not None and not rules.missing(step, one["reason"], evidence > 0))
        if step is not None and taken[-1]:
            state, evidence = step.target, 0
            stands = Standing(stands.holds, stands.made, stands.above, moved_last=True)
    after = case["after"]
    assert taken == case["taken"]
    assert (state, stands.moved_last, evidence) == (after["state"], after["moved_last"], after["evidence"])
    assert [one.code for one in rules.allowed(flow, state, stands)] == after["moves"]


def test_a_phone_knows_what_every_move_needs_but_a_person():
    needs = {need for flow in flows().values() for move in flow.moves for need in move.needs}
    assert needs <= {Needs.REASON, Needs.EVIDENCE}
