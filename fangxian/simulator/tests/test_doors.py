"""Which door is next: by need, each once, again after its while; pulls overwrite nothing newer."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fangxian.simulator.doors import Doors, next_step

VECTORS = json.loads(
    (Path(__file__).resolve().parents[3] / "contracts/vectors/next-step.json").read_text(encoding="utf-8")
)
NOW = datetime.fromisoformat("2022-02-09T10:00:00+08:00")


def at(text):
    return datetime.fromisoformat(text) if text else None


def pulled(*targets, full=True, gone=()):
    rows = [
        {"campaign": "k1", "area": "4510", "household": code, "priority": 0, "outcome": "", "not_home": 0}
        | {"occurred_at": None}
        | ({"code": code} | more)
        for code, more in targets
    ]
    return {
        "full": full,
        "gone": list(gone),
        "campaigns": [{"code": "k1", "again_after_min": 120}],
        "targets": rows,
    }


def holding(*targets, only=""):
    doors = Doors(only)
    doors.take_in(pulled(*targets))
    return doors


def given_out(doors, now=NOW):
    found = []
    while (door := doors.next(now)) is not None:
        found.append(door.code)
    return found


@pytest.mark.parametrize("case", VECTORS["cases"])
def test_the_next_step_is_that_of_the_golden_vectors(case):
    step, before = next_step(
        case["outcome"], case["not_home"], at(case["occurred_at"]), VECTORS["again_after_min"]
    )
    assert step == case["step"]
    assert before == at(case["not_before"])


def test_who_needs_most_is_first_and_everybody_is_asked_once():
    doors = holding(("k1/c", {}), ("k1/a", {}), ("k1/b", {"priority": 5}))
    assert given_out(doors) == ["k1/b", "k1/a", "k1/c"]


def test_who_was_not_home_is_asked_again_after_a_while_and_first():
    doors = holding(("k1/a", {}), ("k1/b", {}))
    doors.note(doors.next(NOW), "not_home", NOW)
    assert doors.next(NOW).code == "k1/b"
    assert doors.next(NOW + timedelta(minutes=119)) is None
    door = doors.next(NOW + timedelta(minutes=120))
    assert (door.code, door.next()[0]) == ("k1/a", "visit")
    doors.note(door, "not_home", NOW + timedelta(minutes=121))
    assert doors.next(NOW + timedelta(minutes=300)).next()[0] == "phone"


def test_nobody_goes_again_where_somebody_was_met():
    doors = holding(("k1/a", {"outcome": "met", "occurred_at": NOW.isoformat()}), ("k1/b", {}))
    assert given_out(doors) == ["k1/b"]
    assert list(doors.reached()) == ["k1/a"]


def test_a_pull_does_not_overwrite_what_waits_here():
    doors = holding(("k1/a", {}))
    doors.note(doors.next(NOW), "met", NOW)
    earlier = {"outcome": "not_home", "not_home": 1, "occurred_at": (NOW - timedelta(hours=3)).isoformat()}
    doors.take_in(pulled(("k1/a", earlier), full=False))
    assert doors.next(NOW) is None


def test_what_another_phone_found_is_taken_over():
    doors = holding(("k1/a", {}), ("k1/b", {}))
    doors.take_in(pulled(("k1/a", {"outcome": "met", "occurred_at": NOW.isoformat()}), full=False))
    assert given_out(doors) == ["k1/b"]


def test_what_is_gone_is_put_away_and_other_campaigns_are_left_alone():
    doors = holding(("k1/a", {}), ("k1/b", {}), ("k2/a", {"campaign": "k2"}), only="k1")
    doors.take_in(pulled(full=False, gone=["k1/a"]))
    assert given_out(doors) == ["k1/b"]
