"""Importing outlines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fangxian.config.sheets import KINDS
from fangxian.features.territory.models import Area
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import take_in
from tests import world

SQUARE = [[[106.0, 23.0], [107.0, 23.0], [107.0, 24.0], [106.0, 24.0], [106.0, 23.0]]]
BOW = [[[106.0, 23.0], [107.0, 24.0], [107.0, 23.0], [106.0, 24.0], [106.0, 23.0]]]


@pytest.fixture
def draw(county, tmp_path):
    """Hands in features as (code, geometry)."""

    def hand_in(*features, actor=world.OPERATOR):
        content = [
            {"type": "Feature", "properties": {"code": code, "note": 1}, "geometry": geometry}
            for code, geometry in features
        ]
        path = tmp_path / "outlines.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": content}))
        return take_in(actor, KINDS["outlines"], path)

    return hand_in


def polygon(rings):
    return {"type": "Polygon", "coordinates": rings}


def test_outlines_join_their_areas_and_the_second_time_nothing_changes(draw):
    assert draw((world.COUNTY, polygon(SQUARE))).changed == 1
    assert draw((world.COUNTY, polygon(SQUARE))).unchanged == 1
    with scope.acting(world.OPERATOR):
        assert Area.objects.get(code=world.COUNTY).outline == polygon(SQUARE)


@pytest.mark.parametrize(
    ("code", "geometry", "reason"),
    [
        ("99", polygon(SQUARE), "unknown_area"),
        (world.COUNTY, None, "empty"),
        (world.COUNTY, {"type": "Point", "coordinates": [106, 23]}, "not_outline"),
        (world.COUNTY, {"type": "Polygon", "coordinates": "?"}, "not_outline"),
        (world.COUNTY, {"type": "Polygon"}, "not_outline"),
        (world.COUNTY, {"type": "Polygon", "coordinates": []}, "not_outline"),
        (world.COUNTY, polygon([[[1e6, 2e6], [1e6, 3e6], [2e6, 3e6], [1e6, 2e6]]]), "not_outline"),
        (world.COUNTY, polygon(BOW), "not_outline"),
    ],
)
def test_an_outline_that_cannot_be_used_comes_back(draw, code, geometry, reason):
    outcome = draw((code, geometry))
    assert (outcome.read, outcome.refused) == (1, 1)
    assert [one.code for one in outcome.first_reasons] == [reason]
    back = json.loads(Path(outcome.refused_file).read_text())["features"][0]
    assert (back["properties"]["code"], back["geometry"]) == (code, geometry)


def test_a_clerk_draws_her_own_county_only(draw, chen):
    outcome = draw((world.COUNTY, polygon(SQUARE)), (world.NEXT_COUNTY, polygon(SQUARE)), actor=chen)
    assert (outcome.changed, outcome.refused) == (1, 1)
