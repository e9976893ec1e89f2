"""The generated folder: columns, counts that add up, references that resolve, same seed same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from fangxian.scenarios.debao_2022 import generate, read_manifest
from fangxian.scenarios.debao_2022.scales import scale_of
from fangxian.scenarios.debao_2022.sheets import Sheet

CONTRACT = {
    "territory": "code,name,level,parent_code,lat,lon,population,households",
    "households": "code,area_code,address,lat,lon,members",
    "residents": "code,household_code,name,id_type,id_number,phone,sex,born_on,"
    "frail,disabled,pregnant,dialysis,infant",
    "units": "code,name,kind,parent_code,area_code",
    "roster": "code,name,kind,unit_code,branch_code,home_area_code,lat,lon,skills,phone,member,"
    "available_from,available_until,max_hours_week",
    "sites": "code,name,kind,area_code,lat,lon,tables,rooms",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_the_contract(hamlet, name):
    header = (hamlet[0] / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header == CONTRACT[name]


def test_counts_are_those_of_the_scale(hamlet, rows):
    figures, manifest = scale_of("hamlet"), hamlet[1]
    assert len(rows("residents")) == manifest.rows("residents.csv") == figures.residents
    assert len(rows("households")) == manifest.rows("households.csv") == figures.households
    assert len(rows("roster")) == manifest.rows("roster.csv") == sum(c.responders for c in figures.counties)


def test_every_code_is_there_once(rows):
    for name in CONTRACT:
        codes = [row["code"] for row in rows(name)]
        assert len(codes) == len(set(codes)), name


def test_members_of_households_are_their_residents(rows):
    living = Counter(row["household_code"] for row in rows("residents"))
    assert living == {row["code"]: int(row["members"]) for row in rows("households")}


def test_counts_of_areas_add_up_at_every_level(rows):
    areas = {row["code"]: row for row in rows("territory")}
    homes = Counter(row["area_code"] for row in rows("households"))
    people = Counter[str]()
    for household in rows("households"):
        people[household["area_code"]] += int(household["members"])
    for code, row in areas.items():
        if row["level"] in ("county", "township", "village"):
            assert int(row["population"]) == sum(n for c, n in people.items() if c.startswith(code)), code
            assert int(row["households"]) == sum(n for c, n in homes.items() if c.startswith(code)), code


def test_parents_come_before_children(rows):
    for name in ("territory", "units"):
        seen = {""}
        for row in rows(name):
            assert row["parent_code"] in seen, row
            seen.add(row["code"])


def test_references_resolve(rows):
    areas = {row["code"] for row in rows("territory")}
    villages = {row["code"] for row in rows("territory") if row["level"] == "village"}
    units = {row["code"]: row for row in rows("units")}
    assert {row["area_code"] for row in rows("households")} <= villages
    assert {row["area_code"] for row in rows("sites")} <= villages
    assert {row["area_code"] for row in rows("units")} <= areas
    for row in rows("roster"):
        assert row["home_area_code"] in villages
        assert row["unit_code"] in units
        assert (row["branch_code"] in units and units[row["branch_code"]]["kind"] == "branch") is (
            row["member"] == "1"
        )


def test_every_unit_has_a_branch(rows):
    units = rows("units")
    with_branch = {row["parent_code"] for row in units if row["kind"] == "branch"}
    assert [u["code"] for u in units if u["kind"] != "branch" and u["code"] not in with_branch] == []


def test_the_same_seed_gives_the_same_bytes_in_another_process(hamlet, tmp_path):
    folder, _ = hamlet
    program = (
        "import pathlib, sys; from fangxian.scenarios.debao_2022 import generate; "
        "generate(pathlib.Path(sys.argv[1]), scale='hamlet')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "5"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_another_seed_gives_other_people(hamlet, tmp_path):
    other = {file.name: file.sha256 for file in generate(tmp_path, scale="hamlet", seed=7).files}
    same = {file.name for file in hamlet[1].files if other[file.name] == file.sha256}
    assert same == {"outlines.geojson", "units.csv"}


def test_the_manifest_speaks_of_every_file_and_is_read_back(hamlet, tmp_path):
    folder, manifest = hamlet
    assert {file.name for file in manifest.files} | {"manifest.json"} == {p.name for p in folder.iterdir()}
    assert all(file.sources and (file.real or file.made) for file in manifest.files)
    assert read_manifest(folder) == manifest
    assert read_manifest(tmp_path) is None


def test_outlines_are_those_of_the_counties(hamlet):
    collection = json.loads((hamlet[0] / "outlines.geojson").read_text(encoding="utf-8"))
    assert [f["properties"]["code"] for f in collection["features"]] == ["451024", "451081"]


def test_progress_is_told_up_to_the_last_row(tmp_path):
    told: list[tuple[str, int, int]] = []
    generate(tmp_path, scale="hamlet", progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "residents.csv"][-1] == ("residents.csv", 960, 960)


def test_a_sheet_refuses_columns_that_do_not_fit(tmp_path):
    with Sheet(tmp_path, "units.csv") as sheet:
        with pytest.raises(ValueError, match="5 columns, not 1"):
            sheet.write([["U1"]])
        with pytest.raises(ValueError, match="shorter"):
            sheet.write([["U1"], [], [], [], []])


def test_there_is_no_other_scale(tmp_path):
    with pytest.raises(ValueError, match="no such scale: galaxy"):
        generate(tmp_path, scale="galaxy")
