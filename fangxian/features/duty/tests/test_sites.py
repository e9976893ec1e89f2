"""Sites: taken in by sheet, opened and closed, out of sight for the next county."""

from __future__ import annotations

import pytest

from fangxian.features.duty import services
from fangxian.features.duty.models import Site, Tally
from fangxian.kernel.db import scope
from tests import world
from tests.world import BY_NAME

pytestmark = pytest.mark.usefixtures("county")


def test_the_sheet_of_sites_is_there():
    with scope.acting(BY_NAME["lu"].actor):
        assert set(Site.objects.values_list("code", flat=True)) == {"S-SQUARE", "S-GATE", "S-HOTEL"}


def test_closing_a_site_is_counted_at_every_level_and_told():
    with scope.acting(BY_NAME["lu"].actor) as actor:
        before = Tally.objects.get(area=world.COUNTY).sites
        services.shut_site(actor=actor, code="S-SQUARE")
        assert not Site.objects.get(code="S-SQUARE").is_open
        assert Tally.objects.get(area=world.COUNTY).sites == before - 1
    with scope.acting(world.OPERATOR):
        assert Tally.objects.get(area=world.REGION).sites == before  # one of the next county's
