"""Founding, renaming, moving and closing units: the row, the trail line, the refusal."""

from datetime import date

import pytest
from django.db import connection, transaction

from fangxian.features.orgs import access, selectors, services
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.orgs.refusals import (
    UnitClosed,
    UnitCodeTaken,
    UnitInItself,
    UnitNotEmpty,
    UnitOutsideParent,
)
from fangxian.features.roster.models import Responder
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import COUNTY, HILL, NEXT_COUNTY, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
TODAY = date(2022, 2, 5)


def found(li, code="U-NEW", area=RIVER, parent="U-COUNTY"):
    return services.found_unit(
        actor=li, code=code, name="新单位", kind=UnitKind.TEAM, area=area, parent=parent, on=TODAY
    )


def test_a_founded_unit_stands_below_its_parent_and_is_told(li):
    with scope.acting(li):
        unit = found(li)
        assert unit.path == "U-COUNTY/U-NEW/"
        entry = Entry.objects.get(kind="orgs.unit_founded")
        assert (entry.subject, entry.area) == ("U-NEW", RIVER)
        assert entry.after == {"name": "新单位", "kind": "team", "parent": "U-COUNTY", "area": RIVER}


def test_the_township_lead_may_look_but_not_found(huang):
    with scope.acting(huang), pytest.raises(NotAllowed):
        found(huang, parent="U-RIVER")


def test_a_code_in_use_out_of_sight_is_refused_without_telling_more(li):
    with scope.acting(li), pytest.raises(UnitCodeTaken):
        found(li, code="U-NEXT")


def test_a_unit_cannot_stand_outside_its_parents_area(li):
    with scope.acting(li), pytest.raises(UnitOutsideParent):
        found(li, area=HILL, parent="U-RIVER")


def test_a_parent_of_the_next_county_is_not_found(li):
    with scope.acting(li), pytest.raises(NotFound):
        found(li, parent="U-NEXT")


def test_a_renamed_unit_is_told_before_and_after_and_its_people_follow(li):
    with scope.acting(li):
        services.rename_unit(actor=li, code="U-RIVER", name="河口镇党委")
        entry = Entry.objects.get(kind="orgs.unit_renamed")
        assert (entry.before, entry.after) == ({"name": "河口镇委"}, {"name": "河口镇党委"})
        assert set(Responder.objects.filter(unit="U-RIVER").values_list("unit_name", flat=True)) == {
            "河口镇党委"
        }


def test_a_moved_unit_takes_all_below_it_along(li):
    with scope.acting(li):
        services.move_unit(actor=li, code="U-RIVER", parent="U-ORG", on=TODAY)
        assert Unit.objects.get(code="U-UPPER").path == "U-COUNTY/U-ORG/U-RIVER/U-UPPER/"
        assert Entry.objects.filter(kind="orgs.unit_moved", subject="U-RIVER").exists()


@pytest.mark.parametrize("parent", ["U-RIVER", "U-UPPER"])
def test_a_unit_cannot_stand_below_itself(li, parent):
    with scope.acting(li):
        with pytest.raises(UnitInItself):
            services.move_unit(actor=li, code="U-RIVER", parent=parent, on=TODAY)
        assert Unit.objects.get(code="U-UPPER").path == "U-COUNTY/U-RIVER/U-UPPER/"


def test_a_unit_with_people_or_sub_units_stays_open(li):
    with scope.acting(li):
        with pytest.raises(UnitNotEmpty) as refusal:
            services.close_unit(actor=li, code="U-RIVER", on=TODAY)
        assert refusal.value.facts == {"unit": "河口镇委", "people": 4, "units": 1}


def test_a_closed_unit_leaves_the_tree_and_takes_nobody_in(li):
    with scope.acting(li):
        found(li)
        services.close_unit(actor=li, code="U-NEW", on=TODAY)
        county = access.get(li, "U-COUNTY")
        assert "U-NEW" not in {row.unit.code for row in selectors.below(li, county, TODAY)}
        assert access.get(li, "U-NEW").valid_until == TODAY
        with pytest.raises(UnitClosed):
            found(li, code="U-NEWER", parent="U-NEW")


def test_a_person_of_the_next_county_sees_one_unit_by_doors_and_by_sql(yang):
    with scope.acting(yang):
        assert [unit.code for unit in access.visible(yang)] == ["U-NEXT"]
        with pytest.raises(NotFound):
            access.get(yang, "U-COUNTY")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM orgs_unit WHERE area < %s", [NEXT_COUNTY])
            assert cursor.fetchone() == (0,)


def test_the_database_refuses_a_unit_of_another_area(yang):
    with scope.acting(yang), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Unit.objects.create(code="U-SPY", name="x", kind="team", path="U-SPY/", area=COUNTY, valid_from=TODAY)


def test_the_tree_counts_people_with_those_of_sub_units(li, huang):
    with scope.acting(li):
        rows = {row.unit.code: row for row in selectors.roots(li, TODAY)}
        assert rows.keys() == {"U-COUNTY"}
        assert (rows["U-COUNTY"].people, rows["U-COUNTY"].opens) == (13, True)
        below = {row.unit.code: row.people for row in selectors.below(li, rows["U-COUNTY"].unit, TODAY)}
        assert below == {"U-ORG": 4, "U-HOSPITAL": 1, "U-RIVER": 4, "U-HILL": 2}
    with scope.acting(huang):  # the highest unit in sight is the township's own
        assert {row.unit.code for row in selectors.roots(huang, TODAY)} == {"U-RIVER"}
        upper = access.get(huang, "U-UPPER")
        assert [unit.code for unit in selectors.way_up(huang, upper)] == ["U-RIVER", "U-UPPER"]


@pytest.mark.parametrize(("text", "codes"), [("支部", {"U-UPPER"}), ("U-H", {"U-HOSPITAL", "U-HILL"})])
def test_search_finds_by_part_of_the_name_and_start_of_the_code(li, text, codes):
    with scope.acting(li):
        assert {row.unit.code for row in selectors.find(li, text, TODAY)} == codes


def test_a_unit_of_a_village_is_seen_by_the_village(county):
    from tests.world import BY_NAME

    wei = BY_NAME["wei"].actor
    with scope.acting(wei):
        assert [unit.area for unit in access.visible(wei)] == [UPPER]
