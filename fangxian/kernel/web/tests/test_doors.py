"""Doors and refusals: who is let in, and how a refusal is told."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal
from fangxian.kernel.web.doors import anyone, needs, signed_in
from fangxian.kernel.web.middleware import Refusals, refuse

LAN = Actor("lan", "蓝静", Role.AUDITOR, "900101", "anning-2022")


class Somebody:
    """Whoever is signed in."""

    is_authenticated = True


def answer(view, *, user=None, actor=None, path="/trail/?kind=x"):
    request = RequestFactory().get(path)
    request.user, request.actor = user or AnonymousUser(), actor
    return view(request)


@needs(Can.TRAIL_READ, Can.PLAN_VIEW)
def trail(request):
    return HttpResponse("in")


@signed_in
def own(request):
    return HttpResponse("in")


@anyone
def door(request):
    return HttpResponse("in")


@pytest.mark.parametrize("view", [trail, own])
def test_who_is_not_signed_in_is_sent_to_the_door_and_back(view):
    answered = answer(view)
    assert answered["Location"] == "/accounts/sign-in/?next=/trail/%3Fkind%3Dx"


def test_one_of_the_capabilities_opens():
    assert answer(trail, user=Somebody(), actor=LAN).content == b"in"


@pytest.mark.parametrize("actor", [None, Actor("qin", "覃梅", Role.SAMPLER, "900101", "anning-2022")])
def test_no_charge_or_another_charge_does_not_open(actor):
    with pytest.raises(NotAllowed):
        answer(trail, user=Somebody(), actor=actor)


def test_doors_for_everybody_who_is_signed_in_and_for_everybody():
    assert answer(own, user=Somebody()).content == b"in"
    assert answer(door).content == b"in"


def test_every_view_carries_its_door_for_the_sweep():
    assert (trail.door, own.door, door.door) == ((Can.TRAIL_READ, Can.PLAN_VIEW), "signed in", "anyone")


@pytest.mark.parametrize(
    ("refusal", "status"), [(NotFound(), 404), (NotAllowed(), 403), (BadInput(), 422), (Conflict(), 409)]
)
def test_a_refusal_below_api_is_json_with_its_code(refusal, status):
    answered = refuse(RequestFactory().get("/api/field/reports"), refusal)
    assert answered.status_code == status
    assert json.loads(answered.content) == {"code": refusal.code, "sentence": str(refusal)}


def test_a_defect_is_not_a_refusal():
    middleware = Refusals(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_a_refusal_fills_its_sentence_with_facts():
    assert str(Refusal("only %(rows)s rows", rows=3)) == "only 3 rows"
    assert str(Refusal("100 % plain")) == "100 % plain"
