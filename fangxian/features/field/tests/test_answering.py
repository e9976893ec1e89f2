"""Campaigns show the visits of a door and the phones of an area, which the field knows."""

from __future__ import annotations

from django.utils import translation

from fangxian.features.campaigns import history, phones
from fangxian.features.campaigns.models import Target
from fangxian.features.field.tests.test_recording import push, visit
from fangxian.kernel.db import scope
from tests import world

LU = world.BY_NAME["lu"].actor


def test_the_visits_of_a_door_are_told_the_latest_first(campaign):
    push(
        visit(campaign, outcome="not_home"), visit(campaign, minute=30, body={"outcome": "met", "note": "好"})
    )
    with scope.acting(LU):
        target = Target.objects.get(code=f"{campaign}/{world.UPPER}-0000")
        with translation.override("zh-hans"):
            told = history.of(LU, target)
    assert [(one.outcome, one.person_name, one.note) for one in told] == [
        ("已见面", "韦林", "好"),
        ("不在家", "韦林", ""),
    ]


def test_the_phones_of_an_area_are_counted(campaign, phone):
    device = phone("wei").device
    push(visit(campaign, device_seq=1), waiting=4, device=device)
    with scope.acting(LU):
        assert phones.inside(LU, world.UPPER).waiting == 3
        assert phones.inside(LU, world.LOWER).let_in == 0


def test_the_pages_show_both(campaign, phone, signed_in):
    push(visit(campaign, device_seq=1), waiting=4, device=phone("wei").device)
    client = signed_in("lu")
    page = client.get(f"/campaigns/{campaign}/area/{world.UPPER}/").content.decode()
    assert "3 reports wait on phones" in page
