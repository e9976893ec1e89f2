"""Somebody is sent from one place to another and back: seats, gaps, counters and rest are right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.features.duty.models import Gap, Post, Posting, Shift
from fangxian.features.duty.refusals import CannotReturn, NobodyThere, NoPostThere, RestBroken
from fangxian.features.duty.services.moving import send_back, send_one
from fangxian.features.duty.tests.conftest import AT
from fangxian.features.duty.tests.test_lending import counted
from fangxian.features.roster.models import Responder
from fangxian.kernel.db import scope
from tests.world import BY_NAME

LU = BY_NAME["lu"].actor
NOON = AT + timedelta(hours=12)
pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def places(published):
    """The place Qin samples at, and another like it without anybody."""
    with scope.acting(LU):
        held = Posting.objects.select_related("post").get(live=True, responder__code="R-07")
        post = held.post
        shifts = list(Shift.objects.filter(post=post))
        other = Post.objects.get(pk=post.pk)
        other.pk, other.code, other.place, other.filled, other.members = None, "P-OTHER", "S-OTHER", 0, 0
        other.save()
        Shift.objects.bulk_create(
            Shift(post=other, area=one.area, crew=one.crew, starts_at=one.starts_at, ends_at=one.ends_at)
            for one in shifts
        )
        from fangxian.features.duty.services import tallies

        tallies.recount(LU.incident, LU.area)
    return post.place, "S-OTHER", post.role


def standing(place):
    with scope.acting(LU):
        post = Post.objects.get(live=True, place=place, role="sampler")
        gaps = Gap.objects.filter(post=post, reason="vacated").values_list("missing", flat=True)
        return post.wanted, post.filled, sum(gaps), counted()


def send(places, at=NOON):
    place, other, role = places
    with scope.acting(LU):
        return send_one(actor=LU, role=role, place=place, to=other, at=at)


def test_somebody_goes_to_a_seat_of_their_own_and_comes_back(places):
    place, other, _role = places
    before = standing(place), standing(other)
    assert send(places).post.place == other
    (wanted, filled, gaps, right), (more, there, none, also) = standing(place), standing(other)
    assert (wanted, filled, gaps, right) == (before[0][0], before[0][1] - 1, before[0][2] + 1, True)
    assert (more, there, none, also) == (before[1][0] + 1, 1, before[1][2], True)
    with scope.acting(LU):
        assert send_back(actor=LU, people=["R-07"], place=other) == 1
        assert Responder.objects.get(code="R-07").posted_area
    assert (standing(place), standing(other)) == before


def test_who_cannot_go_is_said(places):
    place, other, role = places
    with scope.acting(LU):
        with pytest.raises(NoPostThere):
            send_one(actor=LU, role=role, place=place, to="S-NOWHERE", at=NOON)
        with pytest.raises(NobodyThere):
            send_one(actor=LU, role=role, place=other, to=place, at=NOON)
        for shift in Shift.objects.filter(post__place=other):  # where they would go, all stand right after
            shift.starts_at, shift.ends_at = (
                shift.starts_at + timedelta(hours=9),
                shift.ends_at + timedelta(hours=9),
            )
            shift.save()
        with pytest.raises(RestBroken):
            send_one(actor=LU, role=role, place=place, to=other, at=NOON + timedelta(hours=10, minutes=30))
        with pytest.raises(CannotReturn):
            send_back(actor=LU, people=["R-07"], place=other)
