"""The facts that scenarios start from: complete, a tree, inside the outlines they say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from fangxian.scenarios import facts


def test_the_territory_is_whole():
    levels = Counter(area.level for area in facts.territory())
    assert levels == {"region": 1, "prefecture": 1, "county": 12, "township": 137, "village": 1_899}


def test_the_territory_is_a_tree_of_prefixes():
    seen = {""}
    for area in facts.territory():
        assert area.parent_code in seen
        assert area.code.startswith(area.parent_code)
        seen.add(area.code)


def test_every_county_has_a_valid_outline():
    counties = {area.code for area in facts.territory() if area.level == "county"}
    assert set(facts.outlines()) == counties
    assert all(outline.is_valid and outline.area > 0 for outline in facts.outlines().values())


def test_daily_cases_are_those_of_ten_days():
    days = facts.cases()
    assert [day.on for day in days] == [dt.date(2022, 2, 5) + dt.timedelta(days=n) for n in range(10)]
    assert sum(day.new_confirmed for day in days[:5]) == 186


def test_every_fact_file_has_its_source_in_the_readme():
    folder = Path(facts.__file__).parent
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.iterdir():
        if path.suffix in (".csv", ".geojson", ".yaml"):
            assert f"`{path.name}`" in readme
