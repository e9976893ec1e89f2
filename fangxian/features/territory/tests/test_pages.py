"""Pages of territory and imports, as people of the world open them."""

from __future__ import annotations

import json

from django.urls import reverse

from fangxian.features.territory.models import Area
from fangxian.features.territory.tests.pages import text
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world

HOME = f"{world.UPPER}-0000"
OUTLINE = {"type": "Polygon", "coordinates": [[[106, 23], [107, 23], [107, 24], [106, 24], [106, 23]]]}


def test_pages_say_who_lives_where_and_hide_the_next_county(people):
    huang, yang = people("huang"), people("yang")
    assert huang.get(reverse("territory:areas")).headers["Location"] == reverse(
        "territory:area", args=[world.RIVER]
    )
    page = text(huang.get(reverse("territory:area", args=[world.RIVER])))
    assert "上河村" in page
    assert ">20<" in page.replace("\n", "")
    assert "上河村" in text(
        huang.get(reverse("territory:find"), {"q": "上河"}, headers={"HX-Request": "true"})
    )
    for address in (
        reverse("territory:area", args=[world.RIVER]),
        reverse("territory:households", args=[world.UPPER]),
        reverse("territory:doors", args=[world.UPPER]),
        reverse("territory:household", args=[HOME]),
        reverse("territory:outlines", args=[world.COUNTY]),
        reverse("territory:resident", args=[f"{HOME}-0"]),
        reverse("territory:areas-file", args=[world.COUNTY, "csv"]),
    ):
        assert yang.get(address).status_code == 404, address
    assert "上河村" not in text(yang.get(reverse("territory:find"), {"q": "上河"}))
    assert huang.get(reverse("territory:area", args=[world.HILL])).status_code == 404


def test_households_are_listed_by_key_without_names(people):
    huang = people("huang")
    page = text(huang.get(reverse("territory:households", args=[world.RIVER])))
    assert page.count('data-label="Address"') == 20
    assert "居民" not in page
    frail = text(huang.get(reverse("territory:households", args=[world.RIVER]), {"need": "frail"}))
    assert frail.count('data-label="Address"') == 2
    rest = huang.get(reverse("territory:households", args=[world.RIVER]), {"after": f"{world.UPPER}~{HOME}"})
    assert text(rest).count('data-label="Address"') == 19
    assert text(huang.get(reverse("territory:doors", args=[world.UPPER]))).count("☐") == 12
    assert huang.get(reverse("territory:doors", args=[world.RIVER])).status_code == 422


def test_details_are_masked_until_read_for_a_purpose(people):
    huang = people("huang")
    page = text(huang.get(reverse("territory:household", args=[HOME])))
    assert "居**" in page
    assert "居民0" not in page
    address = reverse("territory:resident", args=[f"{HOME}-0"])
    assert "居民0" not in text(huang.get(address))
    assert "居民0" not in text(huang.post(address, {"purpose": "curiosity"}), 422)
    answer = huang.post(address, {"purpose": "visit"})
    assert "居民0" in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    with scope.acting(world.OPERATOR):
        assert Entry.objects.filter(kind="territory.resident_read", subject=f"{HOME}-0").count() == 1


def test_a_household_is_found_by_code_and_by_number(people):
    huang, he = people("huang"), people("he")
    address = reverse("territory:find-resident")
    assert huang.post(address, {"text": HOME}).headers["Location"] == reverse(
        "territory:household", args=[HOME]
    )
    assert f"{HOME}-1" in text(huang.post(address, {"text": f"X{HOME}1"}))
    assert f"{HOME}-1" not in text(he.post(address, {"text": f"X{HOME}1"}))
    assert he.get(reverse("territory:resident", args=[f"{HOME}-0"])).status_code == 403


def test_outlines_are_geojson_of_the_areas_below(people):
    with scope.acting(world.OPERATOR):
        Area.objects.filter(code=world.RIVER).update(outline=OUTLINE)
    answer = people("huang").get(reverse("territory:outlines", args=[world.RIVER]))
    assert json.loads(text(answer))["features"][0]["properties"]["code"] == world.RIVER
    assert "private" in answer.headers["Cache-Control"]
