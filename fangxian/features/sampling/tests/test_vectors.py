"""Pools and lots, by the golden vectors that the phone runs too."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from fangxian.features.sampling.lots import lot_of
from fangxian.features.sampling.rules import Pooling, pooling
from fangxian.features.territory.identity import normal_id

VECTORS = Path(__file__).resolve().parents[4] / "contracts/vectors"
POOLS = json.loads((VECTORS / "pools.json").read_text(encoding="utf-8"))
LOTS = json.loads((VECTORS / "lots.json").read_text(encoding="utf-8"))
ZONES = {zone["area"]: Pooling(zone["kind"], zone["size"], zone["by_household"]) for zone in POOLS["zones"]}


@pytest.mark.parametrize("case", POOLS["cases"], ids=lambda case: case["area"])
def test_the_innermost_zone_says_how_people_are_pooled(case):
    assert pooling(case["area"], ZONES) == Pooling(case["kind"], case["size"], case["by_household"])


@pytest.mark.parametrize("case", LOTS["lots"], ids=lambda case: case["number"])
def test_a_number_has_its_lot(case):
    assert lot_of(base64.b64decode(LOTS["salt"]), case["number"]) == case["lot"]


@pytest.mark.parametrize("case", LOTS["typed"], ids=lambda case: case["number"])
def test_a_number_is_the_same_however_it_is_typed(case):
    assert normal_id(case["typed"]) == case["number"]
