"""The door: in, out, locked out, and back again with a clear word."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from fangxian.features.accounts import rules
from fangxian.features.accounts.services import end_sessions, lock_account
from fangxian.features.accounts.tests.conftest import DENG, PASSWORD
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry

OWN = "/accounts/own/"


def told(kind):
    with scope.acting(DENG):
        return list(Entry.objects.filter(kind=kind))


def test_a_person_comes_in_and_goes_where_they_wanted(wei, sign_in, client):
    answer = sign_in(next=OWN)
    assert (answer.status_code, answer["Location"]) == (302, OWN)
    assert client.get(OWN).status_code == 200
    [line] = told("accounts.signed_in")
    assert (line.person, line.facts, line.role) == ("wei", {"address": "127.0.0.1"}, "")


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_sign_in(wei, sign_in, wanted):
    assert sign_in(next=wanted)["Location"] == "/"


def test_a_wrong_password_is_told_without_saying_whether_the_name_exists(wei, sign_in):
    known, unknown = sign_in(password="wrong"), sign_in(username="nobody", password="wrong")
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].errors == unknown.context["form"].errors
    assert told("accounts.signed_in") == []


def test_passwords_are_kept_as_argon2(wei):
    assert wei.password.startswith("argon2$argon2id$")


def test_six_wrong_passwords_lock_out_and_say_until_when(wei, sign_in, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(password="wrong").status_code == 422
    answer = sign_in(password="wrong")
    assert answer.status_code == 429
    left = answer.context["until"] - timezone.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert f"{timezone.localtime(answer.context['until']):%H:%M}" in answer.content.decode()
    assert 840 < int(answer["Retry-After"]) <= 900
    assert sign_in().status_code == 429, "the right password does not help while locked out"
    [line] = told("accounts.locked_out")
    assert (line.person, line.subject) == ("", "wei")


def test_after_the_wait_the_right_password_opens_again(wei, sign_in, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(password="wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in().status_code == 302


def test_another_address_is_not_locked_out_with_it(wei, sign_in, client, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(password="wrong")
    form = {"username": "wei", "password": PASSWORD}
    assert client.post("/accounts/sign-in/", form, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_signing_out_needs_a_post_and_is_told(wei, sign_in, client):
    sign_in()
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/")["Location"] == "/accounts/sign-in/"
    assert client.get(OWN).status_code == 302
    assert len(told("accounts.signed_out")) == 1


def age(client, **seconds):
    session = client.session
    for name, by in seconds.items():
        session[name] -= by
    session.save()


@pytest.mark.parametrize(
    ("seconds", "why"),
    [
        ({"seen_at": rules.IDLE_SECONDS}, "idle"),
        ({"signed_in_at": rules.ABSOLUTE_SECONDS}, "long"),
    ],
)
def test_an_old_session_ends_with_a_word_and_the_way_back(wei, sign_in, client, seconds, why):
    sign_in()
    age(client, **seconds)
    answer = client.get(OWN)
    assert answer["Location"] == f"/accounts/sign-in/?why={why}&next=%2Faccounts%2Fown%2F"
    page = client.get(answer["Location"])
    assert page.context["why"]
    assert page.context["why"] in page.content.decode()
    assert client.get(OWN)["Location"] == "/accounts/sign-in/?next=/accounts/own/", "told once"


def test_a_session_in_use_goes_on_until_the_day_is_over(wei, sign_in, client):
    sign_in()
    for _ in range(11):
        age(client, seen_at=rules.IDLE_SECONDS - 5, signed_in_at=3600)
        assert client.get(OWN).status_code == 200
    age(client, signed_in_at=3600)
    assert "why=long" in client.get(OWN)["Location"]


def test_a_part_of_a_page_takes_the_whole_page_to_the_door(wei, sign_in, client):
    sign_in()
    age(client, seen_at=rules.IDLE_SECONDS)
    answer = client.get(OWN, headers={"HX-Request": "true"})
    assert (answer.status_code, "why=idle" in answer["HX-Redirect"]) == (200, True)


@pytest.mark.parametrize("act", [end_sessions, lock_account])
def test_sessions_ended_from_elsewhere_are_over_at_once(wei, sign_in, client, act):
    sign_in()
    with scope.acting(DENG):
        act(actor=DENG, username="wei")
    assert "why=ended" in client.get(OWN)["Location"]


def test_a_locked_account_stays_out(wei, sign_in):
    with scope.acting(DENG):
        lock_account(actor=DENG, username="wei")
    assert sign_in().status_code == 422


def test_the_language_is_chosen_before_sign_in_and_kept_after(wei, sign_in, client):
    client.post("/accounts/language/", {"language": "en", "next": "/accounts/sign-in/"})
    assert "Sign in" in client.get("/accounts/sign-in/").content.decode()
    sign_in()
    assert client.get(OWN)["Content-Language"] == "zh-hans", "the account's own language"
    client.post("/accounts/language/", {"language": "zh-hant"})
    wei.refresh_from_db()
    assert wei.language == "zh-hant"
    client.post("/accounts/sign-out/")
    assert client.get("/accounts/sign-in/")["Content-Language"] == "zh-hant"


def test_an_unknown_language_changes_nothing(wei, sign_in, client):
    sign_in()
    client.post("/accounts/language/", {"language": "tlh"})
    wei.refresh_from_db()
    assert wei.language == "zh-hans"
