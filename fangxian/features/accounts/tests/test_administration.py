"""Looking after the accounts of others: what is done, what is told, what is refused."""

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from fangxian.features.accounts import access, selectors
from fangxian.features.accounts.models import Account
from fangxian.features.accounts.refusals import OwnAccount, UsernameTaken, UsernameUnfit
from fangxian.features.accounts.services import (
    lock_account,
    open_account,
    remove_second_factor,
    reset_password,
    unlock_account,
    widen_keeping,
)
from fangxian.features.accounts.tests.conftest import DENG, OPERATOR, PASSWORD
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry

NEXT = Actor("ma", "马宁", Role.ADMINISTRATOR, "900102", "anning-2022")
LU = Actor("lu", "陆明", Role.COMMANDER, "900101", "anning-2022")


def test_an_account_belongs_to_the_area_of_who_opened_it(db):
    with scope.acting(DENG):
        opened = open_account(actor=DENG, username=" 韦林 ")
        assert (opened.account.username, opened.account.area) == ("韦林", "900101")
        assert opened.account.must_change_password
        assert opened.account.check_password(opened.password)
        line = Entry.objects.get(kind="accounts.opened")
        assert (line.person, line.subject, line.area) == ("deng", "韦林", "900101")
        assert opened.password not in str(line.__dict__)


@pytest.mark.parametrize("username", ["a", "two words", "semi;colon", "", "x" * 151])
def test_a_name_that_will_not_do_is_refused(db, username):
    with scope.acting(DENG), pytest.raises(UsernameUnfit):
        open_account(actor=DENG, username=username)


def test_a_name_is_taken_once(wei):
    with scope.acting(DENG), pytest.raises(UsernameTaken):
        open_account(actor=DENG, username="wei")


def test_only_administrators_look_after_accounts_and_only_their_own_area(wei):
    with scope.acting(LU), pytest.raises(NotAllowed):
        open_account(actor=LU, username="another")
    with scope.acting(NEXT):
        assert list(access.visible(NEXT)) == []
        for act in (lock_account, unlock_account, reset_password, remove_second_factor):
            with pytest.raises(NotFound):
                act(actor=NEXT, username="wei")
        with pytest.raises(NotAllowed):
            open_account(actor=NEXT, username="another", area="900101")
    wei.refresh_from_db()
    assert wei.is_active
    assert wei.check_password(PASSWORD)


def test_nobody_locks_or_resets_their_own_account(db):
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="deng", password=PASSWORD, area="900101")
    with scope.acting(DENG):
        for act in (lock_account, reset_password, remove_second_factor):
            with pytest.raises(OwnAccount):
                act(actor=DENG, username="deng")


def test_unlocking_forgives_wrong_passwords(wei):
    AccessAttempt.objects.create(username="wei", ip_address="127.0.0.1", failures_since_start=6)
    with scope.acting(DENG):
        lock_account(actor=DENG, username="wei")
        unlock_account(actor=DENG, username="wei")
        kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["accounts.locked", "accounts.unlocked"]
    assert not AccessAttempt.objects.exists()
    wei.refresh_from_db()
    assert (wei.is_active, wei.session_epoch) == (True, 1)


def test_a_reset_password_works_once_and_must_be_changed(wei):
    with scope.acting(DENG):
        opened = reset_password(actor=DENG, username="wei")
    wei.refresh_from_db()
    assert wei.check_password(opened.password)
    assert not wei.check_password(PASSWORD)
    assert wei.must_change_password


def test_who_answers_for_more_is_looked_after_from_higher_up(wei):
    widen_keeping({"wei": "900101001"})
    assert selectors.find("wei").area == "900101", "answering for less changes nothing"
    widen_keeping({"wei": "9001", "nobody": "90"})
    assert selectors.find("wei").area == "9001"
    with scope.acting(DENG), pytest.raises(NotFound):
        reset_password(actor=DENG, username="wei")


def test_the_list_finds_names_and_tells_second_factors(wei, django_assert_num_queries):
    now = timezone.now()
    Account.objects.bulk_create(
        Account(username=f"extra{n}", password="!", area="900101", created_at=now) for n in range(20)
    )
    with django_assert_num_queries(1):
        found = list(selectors.accounts(DENG, "WEI"))
    assert [(one.username, one.has_second_factor) for one in found] == [("wei", False)]
    assert selectors.accounts(LU).count() == 0
