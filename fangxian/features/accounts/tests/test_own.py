"""One's own account: the password one must change, and the second factor."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from fangxian.features.accounts.services import open_account, own
from fangxian.features.accounts.tests.conftest import OPERATOR, PASSWORD
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry

NEW = "a boat below the bridge"
STEP = "/accounts/sign-in/code/"


def code_of(device, shift=0):
    """The code the phone shows, `shift` periods of 30 seconds from now."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = timezone.now().timestamp() + 30 * shift
    return f"{totp.token():06d}"


def change(client, present=PASSWORD, new=NEW, again=NEW):
    return client.post("/accounts/own/password/", {"present": present, "new": new, "again": again})


def test_who_changes_the_password_stays_in_and_is_out_everywhere_else(wei, sign_in, client, django_client):
    sign_in()
    django_client.post("/accounts/sign-in/", {"username": "wei", "password": PASSWORD})
    assert change(client).status_code == 302
    assert client.get("/accounts/own/").status_code == 200
    assert "why=ended" in django_client.get("/accounts/own/")["Location"]
    assert sign_in(password=PASSWORD).status_code == 422
    assert sign_in(password=NEW).status_code == 302


@pytest.fixture
def django_client():
    """Another browser of the same person."""
    from django.test import Client

    return Client()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"present": "wrong"}, "present"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": "password1234", "again": "password1234"}, "new"),
        ({"new": PASSWORD, "again": PASSWORD}, "new"),
        ({"again": "something else"}, "again"),
    ],
)
def test_a_password_that_will_not_do_is_refused_at_its_field(wei, sign_in, client, given, field):
    sign_in()
    answer = change(client, **given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    wei.refresh_from_db()
    assert wei.check_password(PASSWORD)


def test_a_one_time_password_opens_nothing_but_the_page_that_changes_it(db, client, sign_in):
    with scope.acting(OPERATOR):
        opened = open_account(actor=OPERATOR, username="tan")
    assert re.fullmatch(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", opened.password)
    sign_in("tan", opened.password)
    for address in ("/accounts/own/", "/accounts/authority/", "/trail/"):
        assert client.get(address)["Location"] == "/accounts/own/password/"
    assert client.get("/accounts/own/password/").status_code == 200
    change(client, present=opened.password)
    assert client.get("/accounts/own/").status_code == 200


@pytest.fixture
def device(wei):
    """A confirmed second factor."""
    return TOTPDevice.objects.create(user=wei, name="phone", confirmed=True)


def test_setting_up_shows_a_code_to_scan_and_counts_only_when_proven(wei, sign_in, client):
    sign_in()
    assert client.get("/accounts/own/second-factor/code.svg").status_code == 404
    client.post("/accounts/own/second-factor/begin/")
    drawing = client.get("/accounts/own/second-factor/code.svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    svg = ElementTree.fromstring(drawing.content)  # noqa: S314 drawn by ourselves
    assert svg.tag.endswith("svg")
    assert b"style" not in drawing.content
    draft = TOTPDevice.objects.get(user=wei)
    assert draft.config_url.startswith("otpauth://totp/Fangxian%3Awei?secret=")
    wrong = client.post("/accounts/own/second-factor/", {"code": "000000"})
    assert (wrong.status_code, TOTPDevice.objects.filter(confirmed=True).count()) == (422, 0)
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(minutes=1))
    assert client.post("/accounts/own/second-factor/", {"code": code_of(draft)}).status_code == 302
    assert TOTPDevice.objects.get(user=wei).confirmed
    assert client.get("/accounts/own/").status_code == 200, "who set it up stays in"
    with scope.acting(OPERATOR):
        assert Entry.objects.filter(kind="accounts.second_factor_set_up", person="wei").count() == 1


def test_the_password_alone_is_not_enough(device, sign_in, client):
    assert sign_in(next="/accounts/own/")["Location"] == f"{STEP}?next=%2Faccounts%2Fown%2F"
    assert client.get("/accounts/own/")["Location"].startswith("/accounts/sign-in/")
    assert client.post(STEP, {"code": "12 34"}).status_code == 422
    assert client.get("/accounts/own/").status_code == 302


def test_the_code_lets_in_once(device, sign_in, client):
    code = code_of(device)
    sign_in()
    answer = client.post(STEP, {"code": f"{code[:3]} {code[3:]}", "next": "/accounts/own/"})
    assert answer["Location"] == "/accounts/own/"
    assert client.get("/accounts/own/").status_code == 200
    client.post("/accounts/sign-out/")
    sign_in()
    assert client.post(STEP, {"code": code}).status_code == 422, "a code works once"


def test_wrong_codes_make_one_wait(device, sign_in, client):
    sign_in()
    client.post(STEP, {"code": "000000"})
    waiting = client.post(STEP, {"code": code_of(device)})
    assert waiting.status_code == 422
    assert "1" in str(waiting.context["form"].non_field_errors())
    device.refresh_from_db()
    assert device.throttling_failure_count == 1, "what was not looked at is not counted"


def test_the_second_step_needs_a_fresh_first_one(device, sign_in, client):
    assert client.get(STEP)["Location"].startswith("/accounts/sign-in/")
    sign_in()
    session = client.session
    session["second_step"] = [session["second_step"][0], session["second_step"][1] - 301]
    session.save()
    assert client.post(STEP, {"code": code_of(device)})["Location"].startswith("/accounts/sign-in/")


def test_removing_the_second_factor_needs_the_password(device, sign_in, client, wei):
    sign_in()
    client.post(STEP, {"code": code_of(device)})
    address = "/accounts/own/second-factor/remove/"
    assert client.post(address, {"password": "wrong"}).status_code == 422
    assert TOTPDevice.objects.filter(user=wei).exists()
    assert client.post(address, {"password": PASSWORD}).status_code == 302
    assert not TOTPDevice.objects.filter(user=wei).exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_one_code_sent_twice_at_once_lets_in_once():
    import threading

    from django.db import connection

    from fangxian.features.accounts.refusals import WaitBeforeCode, WrongCode

    with scope.acting(OPERATOR):
        account = open_account(actor=OPERATOR, username="wei", password=PASSWORD).account
    device = TOTPDevice.objects.create(user=account, name="phone", confirmed=True)
    code, ready, results = code_of(device), threading.Barrier(4, timeout=20), []

    def prove():
        try:
            ready.wait()
            own.prove(account=account, device=TOTPDevice.objects.get(pk=device.pk), code=code)
            results.append("in")
        except (WrongCode, WaitBeforeCode):
            results.append("out")
        finally:
            connection.close()

    threads = [threading.Thread(target=prove) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results) == ["in", "out", "out", "out"]
