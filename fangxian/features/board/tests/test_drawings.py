"""What the map and the treemap are drawn from."""

from __future__ import annotations

from fangxian.features.board.selectors import drawings
from fangxian.kernel.db import scope
from tests import world


def drawn(name, draw, code):
    actor = world.BY_NAME[name].actor
    with scope.acting(actor):
        return draw(actor, code)


def test_a_county_is_drawn_by_its_outline_with_points_inside(county):
    chart = drawn("lu", drawings.chart, world.COUNTY)
    assert [one["properties"]["code"] for one in chart["outlines"]["features"]] == [world.COUNTY]
    assert chart["regions"] == []
    townships, villages, sites = chart["layers"]
    assert [(one["name"], one["band"]) for one in townships["points"]] == [
        ("河口镇", "short"),
        ("山背乡", "full"),
    ]
    assert [one["name"] for one in villages["points"]] == ["上河村", "下河村", "山背村"]
    assert [(one["name"], one["kind"], one["band"]) for one in sites["points"]] == [
        ("河口广场采样点", "sampling_point", "short")
    ]


def test_a_prefecture_is_drawn_by_the_outlines_of_its_counties(county):
    prefecture = world.OPERATOR
    with scope.acting(prefecture):
        chart = drawings.chart(prefecture, world.PREFECTURE)
    assert [one["code"] for one in chart["regions"]] == [world.COUNTY]
    assert [one["name"] for one in chart["layers"][0]["points"]] == ["永福县"]


def test_boxes_are_as_large_as_their_people_and_hold_the_next_level(county):
    river, hill = drawn("lu", drawings.boxes, world.COUNTY)["areas"]
    assert (river["people"], river["share"], river["band"]) == (50, "62 %", "short")
    assert [one["name"] for one in river["areas"]] == ["上河村", "下河村"]
    assert hill["areas"][0]["band"] == "none"


def test_figures_come_as_json_to_those_who_see_the_board(signed_in):
    answer = signed_in("huang").get(f"/board/{world.RIVER}/boxes.json")
    assert answer.json()["areas"][0]["name"] == "上河村"
    assert signed_in("huang").get(f"/board/{world.RIVER}/map.json").json()["outlines"]["features"] == []
