"""Every pack loads, says where its figures come from, and a broken one says what is wrong."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from fangxian.engines.planning.pack import DEPUTY_ROLE, FIGURES, GRADES, LEAD_ROLE
from fangxian.engines.planning.problem import LEVELS
from fangxian.kernel import rulepacks

PACKS = rulepacks.codes()


def text(code: str = "cn-2022-03") -> str:
    return (resources.files("fangxian.rules") / f"{code}.yaml").read_text(encoding="utf-8")


def changed(*path: str | int, to: object) -> str:
    """The pack of March 2022 with one thing changed."""
    data = yaml.safe_load(text())
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return yaml.safe_dump(data, allow_unicode=True)


def test_the_two_national_packs_are_there():
    assert {"cn-2021-09", "cn-2022-03"} <= set(PACKS)


@pytest.mark.parametrize("code", PACKS)
def test_every_figure_has_its_source_and_grade(code):
    pack = rulepacks.load(code)
    assert pack.code == code
    assert set(pack.figures) == set(FIGURES)
    for said in (*pack.figures.values(), *pack.duties, *pack.posts):
        assert said.grade in GRADES
        assert said.source.strip()
    assert set(pack.titles) == set(rulepacks.LANGUAGES)


@pytest.mark.parametrize("code", PACKS)
def test_every_level_has_a_lead_and_a_deputy(code):
    pack = rulepacks.load(code)
    for role in (LEAD_ROLE, DEPUTY_ROLE):
        assert {at for rule in pack.posts if rule.role == role for at in rule.at} == set(LEVELS)


def test_figures_are_those_published():
    """Source: third edition of the testing guide, 22 Mar 2022; NHC, 13 May 2022; Beijing draft, Jul 2022."""
    pack = rulepacks.load("cn-2022-03")
    assert pack["round_hours"] == 24
    assert 2000 <= pack["people_per_point"] <= pack["people_per_point_max"] == 3000
    assert 600 <= pack["people_per_table"] <= 800
    assert (pack["walk_minutes_plain"], pack["walk_minutes_mountain"]) == (15, 30)
    assert pack["rooms_per_10000"] == 20
    assert next(rule.people_each for rule in pack.posts if rule.role == "sampler") == 360
    assert [pack[f"pool_{zone}"] for zone in ("lockdown", "controlled", "precaution")] == [1, 10, 20]
    assert [pack[name] for name in ("clean_rounds", "clean_gap_days", "clean_rounds_last")] == [3, 3, 1]
    assert rulepacks.load("cn-2021-09")["round_hours"] == 48


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ("{", "not YAML"),
        (changed("figures", "round_hours", "value", to="soon"), "figures.round_hours.value: a number"),
        (changed("figures", "round_hours", "grade", to="C"), "figures.round_hours.grade: 'C' is none of"),
        (changed("figures", "round_hours", "source", to=""), "figures.round_hours.source: text is needed"),
        (changed("figures", "tea_breaks", to={"value": 1}), "figures.tea_breaks: no such figure"),
        (changed("figures", "grid_households_min", "value", to=100), "at least twice the least"),
        (changed("figures", "people_per_table", "value", to=0), "people_per_table: must be above 0"),
        (changed("duties", 1, "closes", to="25:00"), 'duties[1].closes: a time as "07:00"'),
        (changed("duties", 1, "shift_hours", to=7), "does not divide the opening hours"),
        (changed("duties", 3, "shift_hours", to=24), "duties.gate: a shift is longer than hours_day"),
        (changed("posts", 0, "skills", to=["flying"]), "posts[0].skills: 'flying' is none of"),
        (changed("posts", 0, "duty", to="never"), "posts[0].duty: 'never' is none of"),
        (changed("posts", 0, "seats", "per", to="dog"), "posts[0].seats.per: 'dog' is none of"),
        (changed("posts", 0, "titles", "en", to=""), "posts[0].titles.en: text is needed"),
        (changed("posts", 1, "role", to="area_lead"), "area_lead at county is given twice"),
        (changed("valid_from", to="March"), "valid_from: a date"),
    ],
)
def test_a_broken_pack_says_what_is_wrong(broken, named):
    with pytest.raises(rulepacks.PackBroken) as refusal:
        rulepacks.parse(broken)
    assert named in str(refusal.value)


def test_all_faults_are_named_at_once():
    data = yaml.safe_load(text())
    del data["figures"]["round_hours"]
    data["posts"][3]["crews"] = 0
    with pytest.raises(rulepacks.PackBroken) as refusal:
        rulepacks.parse(yaml.safe_dump(data))
    assert "figures.round_hours.value: missing" in str(refusal.value)
    assert "posts[3].crews: a number of at least 1" in str(refusal.value)


def test_a_pack_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(rulepacks.PackUnknown) as refusal:
        rulepacks.load("../secrets")
    assert "cn-2022-03" in str(refusal.value)
