"""The acting charge of a request: one transaction, scoped, undone when refused, cheap."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from fangxian.features.accounts.selectors import find
from fangxian.features.accounts.services import open_account
from fangxian.features.charges.middleware import ActingCharge
from fangxian.features.charges.models import Charge
from fangxian.features.charges.tests.conftest import lay_out
from fangxian.features.roster.services import link_account
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from tests.world import BY_NAME, OPERATOR, PASSWORD, RIVER


@pytest.fixture
def huang(county):
    """The account of the lead of River township."""
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="huang", password=PASSWORD, area=RIVER)
        link_account(actor=OPERATOR, code="R-04", username="huang")
    return find("huang")


def ask(view, user):
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    return ActingCharge(view)(request)


def test_a_view_runs_under_the_charge_and_its_scope(huang):
    seen = []

    def view(request):
        with connection.cursor() as cursor:
            for name in ("person", "scope_from"):
                cursor.execute("SELECT current_setting(%s)", [f"fangxian.{name}"])
                seen.append(cursor.fetchone()[0])
        seen.append((request.actor.role, [charge.area for charge in request.charges]))
        return HttpResponse()

    ask(view, huang)
    assert seen == ["huang", RIVER, (Role.TOWNSHIP_LEAD, [RIVER])]


def test_finding_the_charge_takes_five_questions(huang):
    with CaptureQueriesContext(connection) as asked:
        ask(lambda request: HttpResponse(), huang)
    questions = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(questions) == 5, questions


def test_who_holds_no_charge_has_no_actor_and_sees_nothing(county):
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="nobody", password=PASSWORD)
    seen = []

    def view(request):
        seen.append((request.actor, request.charges, Charge.objects.count()))
        return HttpResponse()

    ask(view, find("nobody"))
    assert seen == [(None, [], 0)]


def test_who_is_not_signed_in_opens_no_transaction(db):
    with CaptureQueriesContext(connection) as asked:
        ask(lambda request: HttpResponse(), SimpleNamespace(is_authenticated=False))
    assert len(asked) == 0


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_a_view_wrote_before_it_was_refused_is_undone(client, monkeypatch, tmp_path):
    from fangxian.features.charges.views import own

    lay_out(tmp_path)
    person = BY_NAME["huang"]
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="huang", password=PASSWORD, area=RIVER)
        link_account(actor=OPERATOR, code=person.code, username="huang")
    client.force_login(find("huang"), backend="fangxian.features.accounts.backends.AccountBackend")

    def write_then_refuse(**_given):
        from fangxian.kernel.errors import Conflict

        assert Charge.objects.filter(area=RIVER).update(plan="half done") == 1
        raise Conflict

    monkeypatch.setattr(own.services, "switch", write_then_refuse)
    answer = client.post("/charges/switch/", {"charge": "any"})
    assert answer.status_code == 409
    with scope.acting(OPERATOR):
        assert not Charge.objects.filter(plan="half done").exists()
