"""The authority table: who may do what, by role and by area; and the page that tells it is up to date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.authority.page import differences, render_markdown, rows
from fangxian.kernel.authority.table import GRANTS, allows
from fangxian.kernel.db.home import PROJECT
from fangxian.kernel.errors import NotAllowed

codes = st.text("0123456789", max_size=12)
roles, capabilities = st.sampled_from(Role), st.sampled_from(Can)


def actor(role: Role, area: str) -> Actor:
    return Actor("somebody", "某人", role, area, "anning-2022")


@given(roles, capabilities, codes, codes)
def test_a_role_holds_inside_the_area_of_its_charge_only(role, can, own, inside):
    one = actor(role, own)
    assert one.may(can, own + inside) == allows(role, can)
    if not inside.startswith(own):
        assert not one.may(can, inside)
        with pytest.raises(NotAllowed):
            one.require(can, inside)


@given(roles, capabilities)
def test_may_without_an_area_asks_the_role_alone(role, can):
    assert actor(role, "900101").may(can) == (can in GRANTS[role])


def test_every_role_has_its_row():
    assert set(GRANTS) == set(Role)


def test_who_watches_reads_nothing_else():
    assert GRANTS[Role.AUDITOR] == {Can.TRAIL_READ, Can.GLASS_REVIEW, Can.READINGS_VIEW}
    assert GRANTS[Role.ADMINISTRATOR] == {Can.ACCOUNT_MANAGE}


def test_no_role_can_both_look_after_accounts_and_lead():
    both = [role for role in Role if {Can.ACCOUNT_MANAGE, Can.PLAN_PUBLISH} <= GRANTS[role]]
    assert both == [Role.OPERATOR]


def test_the_console_does_not_read_residents():
    assert Can.RESIDENT_READ not in GRANTS[Role.OPERATOR]


def test_who_imports_the_register_reads_it_for_a_purpose_like_others():
    assert {role for role in Role if allows(role, Can.RESIDENT_READ)} == {
        Role.COMMANDER,
        Role.CLERK,
        Role.TOWNSHIP_LEAD,
        Role.VILLAGE_LEAD,
        Role.GRID_WORKER,
        Role.EMERGENCY,
    }


def test_the_documentation_says_what_the_table_says():
    written = (PROJECT / "docs" / "authority.md").read_text(encoding="utf-8")
    assert differences(written, render_markdown()) == [], "run `fangxian docs`"
    assert written == render_markdown(), "run `fangxian docs`"


def test_a_changed_cell_is_named():
    changed = dict(GRANTS)
    changed[Role.SAMPLER] = GRANTS[Role.SAMPLER] | {Can.RESIDENT_READ}
    assert differences(render_markdown(changed), render_markdown()) == [
        "resident.read × Sampler: is '●', should be ''"
    ]


def test_a_missing_row_is_named():
    lines = [line for line in render_markdown().splitlines() if "`trail.read`" not in line]
    told = differences("\n".join(lines), render_markdown())
    assert "trail.read × Auditor: is 'missing', should be '●'" in told


def test_rows_follow_the_order_of_columns():
    board = next(row for row in rows() if row.can is Can.BOARD_VIEW)
    assert board.carries == tuple(Can.BOARD_VIEW in GRANTS[role] for role in Role)
