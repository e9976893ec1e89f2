"""Places: all inside the real outline, villages gathered by township, border villages at their border."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.layout import County, lay_out
from fangxian.scenarios.debao_2022.scales import DUAN, FUJI, NEXT_COUNTY, scale_of


def test_every_position_lies_inside_the_outline_of_its_county(rows):
    outlines = facts.outlines()
    for name, column in (("territory", "code"), ("households", "area_code"), ("sites", "area_code")):
        for row in rows(name):
            if row["lat"]:
                point = shapely.Point(float(row["lon"]), float(row["lat"]))
                assert outlines[row[column][:6]].contains(point), row
    for row in rows("roster"):
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        assert outlines[row["home_area_code"][:6]].contains(point), row


@pytest.mark.parametrize("code", ["451024", "451002", NEXT_COUNTY])
def test_hamlets_of_whole_counties_lie_inside(code):
    county = lay_out(next(c for c in scale_of("prefecture").counties if c.code == code), 2022)
    points = np.concatenate([v.hamlets for v in county.villages])
    lon, lat = county.plane.degrees(points).T
    assert shapely.contains_xy(facts.outlines()[code], lon, lat).all()


def test_all_real_areas_of_debao_are_there(debao: County):
    real = [a.code for a in facts.territory() if a.code.startswith("451024") and a.level == "village"]
    assert [v.code for v in debao.villages] == real
    assert len(real) == 187
    assert len(debao.townships) == 13


def test_villages_gather_around_their_township(debao: County):
    seats = {code: at for code, at in debao.seats.items() if code != "451024450"}
    own = [v for v in debao.villages if v.township in seats]
    distances = np.array([[np.hypot(*(v.at - at)) for at in seats.values()] for v in own])
    nearest = [list(seats)[i] for i in distances.argmin(axis=1)]
    assert np.mean([v.township == code for v, code in zip(own, nearest, strict=True)]) > 0.98
    to_own = np.array([np.hypot(*(v.at - seats[v.township])) for v in own])
    assert to_own.mean() < 0.4 * distances.mean()


def test_townships_are_seeded_well_apart(debao: County):
    seats = np.array([at for code, at in debao.seats.items() if code != "451024450"])
    distances = np.hypot(*(seats[:, None] - seats[None]).transpose(2, 0, 1)) + 1e9 * np.eye(len(seats))
    assert distances.min() > 5.0


def test_fuji_is_the_village_of_duan_nearest_the_border(debao: County):
    neighbour = debao.plane.flat(facts.outlines()[NEXT_COUNTY])
    away = {v.code: shapely.Point(v.at).distance(neighbour) for v in debao.villages if v.township == DUAN}
    assert min(away, key=lambda code: away[code]) == FUJI


def test_the_town_is_dense_and_remote_villages_are_not(debao: County):
    def density(villages):
        return np.median([v.residents / (1 + np.hypot(*(v.hamlets - v.at).T).max() ** 2) for v in villages])

    assert density(debao.town) > 5 * density([v for v in debao.villages if not v.urban])


def test_names_are_said_as_people_say_them(debao: County):
    names = {v.code: v.short_name for v in debao.villages}
    assert names[FUJI] == "福记村"
    assert names["451024100001"] == "城东社区"
