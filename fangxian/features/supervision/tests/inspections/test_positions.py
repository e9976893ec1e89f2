"""Where an inspection was made: told by phones since version 2 of the form, shown as a distance."""

from __future__ import annotations

import pytest
from django.test import Client

from fangxian.features.supervision.inspections.selectors.look import stood
from fangxian.features.supervision.models import Inspection
from fangxian.features.supervision.tests.inspections.conftest import report, send
from fangxian.kernel.db import scope
from tests import world

LAT, LON = 2_331_100, 10_661_100
"""S-SQUARE stands there."""


def at(version=2, **position):
    """A report of a look at the square, made where the phone was."""
    made = report(("distance", "ok"))
    made["form_version"] = version
    made["body"] |= position
    return made


def made(he):
    with scope.acting(he):
        return Inspection.objects.get()


@pytest.mark.parametrize(
    ("position", "words", "far"),
    [
        ({"lat_e5": LAT + 36, "lon_e5": LON, "accuracy_m": 12}, "40 m", False),
        ({"lat_e5": LAT + 300, "lon_e5": LON, "accuracy_m": 20}, "330 m", True),
        ({"lat_e5": LAT + 300, "lon_e5": LON, "accuracy_m": 50}, "330 m", False),
        ({"lat_e5": LAT, "lon_e5": LON + 3_000}, "3.1 km", True),
    ],
)
def test_how_far_away_it_was_made_is_told_and_too_far_is_asked_about(he, position, words, far):
    assert send(he, at(**position)) == [""]
    with scope.acting(he):
        found = stood(made(he))
    assert found is not None
    assert (found.words, found.far) == (words, far)


@pytest.mark.parametrize("position", [{}, {"lat_e5": LAT}, {"lon_e5": LON, "accuracy_m": 3}])
def test_half_a_position_is_none(he, position):
    assert send(he, at(**position)) == [""]
    found = made(he)
    assert (found.lat_e5, found.lon_e5, found.accuracy_m, stood(found)) == (None, None, None, None)


def test_the_first_version_is_taken_still_and_says_no_position(he):
    assert send(he, at(version=1)) == [""]
    assert made(he).lat_e5 is None
    assert send(he, at(version=1, lat_e5=LAT, lon_e5=LON)) == ["field.body_wrong"]


@pytest.mark.parametrize("position", [{"lat_e5": 9_000_001}, {"lon_e5": -18_000_001}, {"accuracy_m": -1}])
def test_a_position_off_the_earth_is_refused(he, position):
    assert send(he, at(**position)) == ["field.body_wrong"]


def test_the_page_asks_about_one_made_far_away(he, lu):
    send(he, at(lat_e5=LAT, lon_e5=LON + 3_000))
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    from fangxian.features.accounts.models import Account

    account = Account.objects.get(username=lu.person)
    account.language = "en"
    account.save()
    client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
    page = client.get(f"/supervision/inspections/made/{made(he).pk}/").content.decode()
    assert "Made 3.1 km from the place" in page
    assert world.BY_NAME["he"].name in page
