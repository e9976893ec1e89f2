"""Too many below one lead: flagged, proposed in groups, formed as seen, dissolved."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.features.charges import selectors, services
from fangxian.features.charges.models import Group
from fangxian.features.charges.refusals import GroupsChanged
from fangxian.features.charges.tests.test_pages import as_person, body  # noqa: F401 a fixture
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from tests.world import BY_NAME, COUNTY, OPERATOR, RIVER, UPPER


@pytest.fixture
def crowded(county):
    """River has ten villages; two more stand along the river, the others have no position."""
    with scope.acting(OPERATOR):
        for number in range(11, 19):
            Area.objects.create(
                code=f"{RIVER}0{number}",
                name=f"新村 {number}",
                level="village",
                parent=RIVER,
                lat=23.3,
                lon=106.6 + number / 100,
                valid_from=date(2022, 1, 1),
            )
        services.appoint(actor=OPERATOR, area=f"{RIVER}011", role=Role.VILLAGE_LEAD, holder="R-09")


def found(actor):
    return selectors.groups_below(actor, RIVER, selectors.below(actor, RIVER))


def test_seven_need_no_groups(county, huang):
    with scope.acting(huang):
        assert found(huang) is None


def test_ten_are_proposed_in_two_groups_each_with_a_lead_from_below_or_free(crowded, huang):
    with scope.acting(huang):
        proposed = found(huang)
        assert (proposed.count, proposed.formed) == (10, False)
        assert [len(part.rows) for part in proposed.parts] == [5, 5]
        assert "韦林" in {part.lead_name for part in proposed.parts}
        assert selectors.wide([RIVER, COUNTY]) == {RIVER: 10}


def test_groups_hold_as_they_were_seen_until_dissolved(crowded, huang):
    with scope.acting(huang):
        seen = found(huang).seen
        services.form_groups(actor=huang, area=RIVER, seen=seen)
        assert found(huang).formed
        assert found(huang).seen == seen
        assert selectors.group_leads(huang, [UPPER]) == {UPPER: "韦林"}
        with pytest.raises(GroupsChanged):
            services.form_groups(actor=huang, area=RIVER, seen=seen)
        assert services.dissolve_groups(actor=huang, area=RIVER) == 10
        assert not found(huang).formed
        assert services.dissolve_groups(actor=huang, area=RIVER) == 0


def test_an_area_that_came_later_is_in_no_group(crowded, huang):
    with scope.acting(OPERATOR):
        services.form_groups(actor=OPERATOR, area=RIVER, seen=found(OPERATOR).seen)
        Area.objects.create(
            code=f"{RIVER}099", name="后村", level="village", parent=RIVER, valid_from=date(2022, 1, 1)
        )
        parts = found(OPERATOR).parts
    assert (parts[0].number, [row.area.name for row in parts[0].rows]) == (0, ["后村"])


def test_what_was_seen_has_changed(crowded, huang):
    with scope.acting(huang), pytest.raises(GroupsChanged):
        services.form_groups(actor=huang, area=RIVER, seen="")
    with scope.acting(OPERATOR):
        assert not Group.objects.exists()


def test_who_forms_none(crowded, huang, yang):
    liang = BY_NAME["liang"].actor
    for actor in (liang, yang):
        with scope.acting(actor), pytest.raises((NotAllowed, NotFound)):
            services.form_groups(actor=actor, area=RIVER, seen="")


def test_the_pages_flag_propose_form_and_export(crowded, as_person):  # noqa: F811
    client = as_person("huang")
    page = client.get(f"/charges/area/{RIVER}/")
    assert "10 report to one lead" in body(page)
    assert "10 report to one lead" in body(client.get("/charges/own/"))
    sheet = body(client.get(f"/charges/area/{RIVER}/groups.csv"))
    assert sheet.lstrip("\ufeff").splitlines()[0].startswith("group,group_lead,area_code")
    seen = page.context["look"].span.seen
    client.post(f"/charges/area/{RIVER}/groups/form/", {"seen": seen})
    assert "Dissolve the groups" in body(client.get(f"/charges/area/{RIVER}/"))
    client.post(f"/charges/area/{RIVER}/groups/dissolve/")
    assert "Form these groups" in body(client.get(f"/charges/area/{RIVER}/"))
    assert "10 report to one lead" in body(as_person("lu").get(f"/charges/area/{COUNTY}/"))
