"""Responders, their personas and the sites: shares, skills, gaps on purpose, and what the report counts."""

from __future__ import annotations

from collections import Counter

import pytest

from fangxian.features.duty.models.site import SiteKind
from fangxian.features.orgs.models import UnitKind
from fangxian.features.roster.models import ResponderKind, Skill
from fangxian.kernel.authority import Role
from fangxian.scenarios.debao_2022 import PERSONAS
from fangxian.scenarios.debao_2022.jobs import JOBS, SKILLS
from fangxian.scenarios.debao_2022.roster import write_roster
from fangxian.scenarios.debao_2022.scales import COUNTY, DUAN, FUJI, NEXT_COUNTY, SEAT
from fangxian.scenarios.debao_2022.sheets import Sheet
from fangxian.scenarios.debao_2022.sites import write_sites
from fangxian.scenarios.debao_2022.tests.conftest import read_rows
from fangxian.scenarios.debao_2022.units import units_of


@pytest.fixture(scope="module")
def roster(debao, tmp_path_factory):
    folder = tmp_path_factory.mktemp("roster")
    with Sheet(folder, "roster.csv") as sheet:
        write_roster(debao, units_of(debao), 2022, sheet)
    return read_rows(folder / "roster.csv")


@pytest.fixture(scope="module")
def sites(debao, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sites")
    with Sheet(folder, "sites.csv") as sheet:
        write_sites(debao, 2022, sheet)
    return read_rows(folder / "sites.csv")


def test_debao_has_its_share_of_the_prefectures_members(roster):
    assert len(roster) == 14_280


def test_kinds_are_in_their_shares(roster, debao):
    kinds = Counter(row["kind"] for row in roster)
    assert kinds["medic"] / debao.scale.residents == pytest.approx(7 / 1000, rel=0.02)
    assert set(kinds) == {job.kind for job in JOBS}
    assert sum(job.per_1000 for job in JOBS) == pytest.approx(47.6, abs=0.01)


def test_skills_are_known_and_everybody_has_one(roster):
    for row in roster:
        assert row["skills"]
        assert set(row["skills"].split(";")) <= set(SKILLS)
        assert "swab" not in row["skills"] or row["kind"] == "medic"


def test_there_are_samplers_for_a_round_of_a_day_and_electricians(roster, debao):
    swabbers = sum("swab" in row["skills"].split(";") for row in roster)
    # Source: population / 360 samplers, regional testing guide, 3rd edition (22 March 2022).
    assert swabbers > debao.scale.residents / 360
    assert sum("electrical" in row["skills"].split(";") for row in roster) > 100


def test_hours_and_absences_are_in_their_bounds(roster):
    assert {row["max_hours_week"] for row in roster} == {"48", "54", "60"}
    full = sum(not row["available_from"] and not row["available_until"] for row in roster)
    assert 0.88 < full / len(roster) < 0.96
    assert not any(row["available_from"] and row["available_until"] for row in roster)


def test_every_village_has_a_grid_worker(roster, debao):
    homes = {row["home_area_code"] for row in roster if row["kind"] == "grid_worker"}
    assert homes == {v.code for v in debao.peopled}


def test_remote_villages_lack_samplers(roster, debao):
    swabbers = Counter(row["home_area_code"] for row in roster if "swab" in row["skills"].split(";"))

    def per_resident(villages):
        return sum(swabbers[v.code] for v in villages) / sum(v.residents for v in villages)

    remote = [v for v in debao.peopled if v.remote]
    near = [v for v in debao.peopled if not v.remote and not v.urban]
    assert len(remote) >= 5
    assert per_resident(remote) < 0.75 * per_resident(near)


def test_personas_are_in_the_roster_with_what_their_role_needs(rows):
    roster = {row["code"]: row for row in rows("roster")}
    assert len({p.username for p in PERSONAS}) == len({p.code for p in PERSONAS}) == len(PERSONAS)
    for persona in PERSONAS:
        row = roster[persona.code]
        assert (row["name"], row["kind"]) == (persona.name, persona.kind)
        assert row["skills"].split(";") == list(persona.skills)
    needs = {"sampler": "swab", "gate_guard": "guard", "grid_worker": "screen", "site_lead": "lead"}
    for persona in PERSONAS:
        assert needs.get(persona.role, persona.skills[0]) in persona.skills


def test_words_are_those_of_the_house(roster, sites, debao):
    assert {p.role for p in PERSONAS} <= set(Role.values)
    assert {row["kind"] for row in roster} <= set(ResponderKind.values)
    assert set(SKILLS) == set(Skill.values)
    assert {row["kind"] for row in sites} == set(SiteKind.values)
    assert {unit.kind for unit in units_of(debao)} <= set(UnitKind.values)


def test_personas_answer_for_areas_that_exist(rows):
    areas = {row["code"] for row in rows("territory")}
    assert {p.area_code for p in PERSONAS} <= areas
    where = {p.username: p.area_code for p in PERSONAS}
    assert (where["county"], where["township"], where["village"]) == (COUNTY, DUAN, FUJI)


def test_yang_is_of_the_next_county(rows):
    yang = next(p for p in PERSONAS if p.username == "yang")
    assert yang.area_code == yang.county == NEXT_COUNTY
    row = next(r for r in rows("roster") if r["code"] == yang.code)
    assert row["name"].startswith("杨")
    assert row["unit_code"].startswith(f"U{NEXT_COUNTY}")


def test_sites_are_what_the_report_counts(sites, debao):
    kinds = Counter(row["kind"] for row in sites)
    points = [row for row in sites if row["kind"] == "sampling_point"]
    assert kinds["sampling_point"] == 40
    assert all(row["area_code"].startswith(SEAT) and int(row["tables"]) >= 2 for row in points)
    assert kinds["treatment_point"] == 1
    assert kinds["depot"] >= 12
    gates = [row["area_code"] for row in sites if row["kind"] == "checkpoint"]
    assert FUJI in gates
    assert sum(code.startswith(DUAN) for code in gates) >= 4


def test_there_are_twenty_isolation_rooms_for_ten_thousand(sites, debao):
    rooms = sum(int(row["rooms"]) for row in sites)
    assert rooms >= 20 * debao.scale.residents / 10_000
