"""
The sweep: every address × every person of the cast, by GET and by POST, from the resolver, none missing.

What a person may open follows from the door of the view and the authority page alone; the sweep asks the
running product and compares. Yang and Chen of the next county get nothing of Anning's. What phones ask is
asked with the bearer tokens of people in several roles and of Yang and Chen; each gets their own area only.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from copy import deepcopy
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client

from fangxian.features.charges.models import Charge
from fangxian.kernel.authority import Can
from fangxian.kernel.authority.table import allows
from fangxian.kernel.db import scope
from fangxian.kernel.web.doors import ByPhone
from tests import files, phones, samples, world
from tests.addresses import Address, addresses

EVERY = addresses()
STRANGERS = ("yang", "chen")
TELLTALE = ("安宁县", "河口镇", "上河村", "陆明", "河口广场")


@pytest.fixture(scope="module")
def anning(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world with a published plan and a draft, in one transaction for the whole sweep, then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build(tmp_path_factory.mktemp("sheets"))
        filled = samples.build()
        clients = {person.username: signed_in(person) for person in world.CAST}
        yield clients | {"": Client()}, filled
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def carried(anning, django_db_blocker):
    """The phones of the sweep, by who carries them."""
    with django_db_blocker.unblock():
        return phones.enrol()


def signed_in(person: world.Person) -> Client:
    client = Client()
    answer = client.post("/accounts/sign-in/", {"username": person.account, "password": world.PASSWORD})
    assert answer.status_code == 302, (person.account, answer.status_code)
    with scope.acting(world.OPERATOR):  # the plan may have made leads of some: each acts as who they are here
        own = Charge.objects.filter(holder__code=person.code, role=person.role, valid_until__isnull=True)
        chosen = own.values_list("code", flat=True).first()
    session = client.session
    session["charge"] = chosen
    session.save()
    return client


def ask(client: Client, method: str, path: str):
    """One request, whose effects are undone."""
    cookies = deepcopy(client.cookies)
    try:
        with undone():
            answer = getattr(client, method)(path)
            if method == "get":  # an export leads to the file it kept: look into it
                answer = files.taken(client, answer)
    finally:
        client.cookies = cookies  # signing out took the cookie away, too
    if answer.streaming and not answer.is_async:  # read to its end, it closes its file
        answer.streaming_content = [b"".join(answer.streaming_content)]
    return answer


@contextmanager
def undone():
    """What is done inside is undone, and what was set before does not help it."""
    mark = transaction.savepoint()
    try:
        scope.enter_self("")
        yield
    finally:
        transaction.savepoint_rollback(mark)


def test_every_address_has_a_door():
    assert [address.name for address in EVERY if address.door is None] == []


def test_every_address_has_a_sample(anning):
    _clients, filled = anning
    for address in EVERY:
        address.path(filled.of(address))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.name)
def test_address(anning, address: Address, method: str):
    clients, filled = anning
    path = address.path(filled.of(address))
    for person in world.CAST:
        answer = ask(clients[person.username], method, path)
        told = f"{method} {path} as {person.username}: {answer.status_code}"
        assert answer.status_code < 500, told
        if isinstance(address.door, tuple):
            allowed = any(allows(person.role, can) for can in address.door)
            if not allowed:
                assert answer.status_code in (403, 405), told
            elif method == "get" and person.username == filled.reader_of(address):
                assert answer.status_code in (200, 302, 405), told
        elif isinstance(address.door, ByPhone):
            assert answer.status_code in (401, 405), told  # a session is no token
        if person.username in STRANGERS:
            _nothing_of_anning(address, answer, told)
    _not_signed_in(address, ask(clients[""], method, path), path)


@pytest.mark.parametrize("whom", ["huang", "wei", "tan"])
def test_who_looks_as_a_charge_below_opens_what_it_opens_and_changes_nothing(anning, whom):
    clients, filled = anning
    person = world.BY_NAME[whom]
    with scope.acting(world.OPERATOR):
        held = Charge.objects.filter(holder__code=person.code, role=person.role, valid_until__isnull=True)
        looked_at = held.values_list("code", flat=True).get()
    with undone():
        assert clients["lu"].post(f"/charges/of/{looked_at}/view/").status_code == 302
        for address in EVERY:
            path = address.path(filled.of(address))
            answer = ask(clients["lu"], "get", path)
            assert answer.status_code < 500, f"{path} as {whom}: {answer.status_code}"
            assert address.door != (Can.RESIDENT_READ,) or answer.status_code == 403, path
            if address.name not in ("charges:view-stop", "accounts:sign-out"):
                assert ask(clients["lu"], "post", path).status_code in (401, 403, 405), path


BY_PHONE = [address for address in EVERY if isinstance(address.door, ByPhone)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", BY_PHONE, ids=lambda address: address.name)
def test_address_by_phone(anning, carried, address: Address, method: str):
    _clients, filled = anning
    path, target = address.path(filled.of(address)), f"{filled.by_feature['field']['campaign']}/{phones.HOME}"
    body = phones.BODIES.get(address.name, {"action": "take", "targets": [target]})
    assert isinstance(address.door, ByPhone)
    for phone in carried.values():
        with undone():
            answer = phone.ask(method, path, body)
        told = f"{method} {path} by the phone of {phone.holder}: {answer.status_code}"
        assert answer.status_code < 500, told
        if not any(allows(phone.role, can) for can in address.door.capabilities):
            assert answer.status_code in (403, 405), told
        elif phone.holder == "liang":
            assert answer.status_code in (200, 405), told
        if phone.holder in STRANGERS:
            _nothing_of_anning(address, answer, told)
        if not world.UPPER.startswith(phones.HOLDERS[phone.holder][2]):
            assert world.UPPER not in answer.content.decode().replace(path, ""), (
                f"{told} tells of Upper village"
            )
    with undone():
        assert phones.Phone("nobody", world.CAST[0].role, "none").ask(method, path, body).status_code in (
            401,
            405,
        )


def test_a_token_opens_no_page(anning, carried):
    _clients, filled = anning
    for address in EVERY:
        if isinstance(address.door, tuple) or address.door == "signed in":
            with undone():
                answer = carried["liang"].ask("get", address.path(filled.of(address)), {})
            assert answer.status_code in (302, 403, 405), address.name


def _nothing_of_anning(address: Address, answer, told: str) -> None:
    placed = isinstance(address.door, tuple | ByPhone)
    if address.parts and filled_by_place(address) and placed and not _without_a_token(address, answer):
        # 422: what was sent was refused unread, the same whether or not there is such a thing
        assert answer.status_code in (403, 404, 405, 422), told
    body = _unpacked(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    leaked = [word for word in TELLTALE if word.encode() in body]
    assert not leaked, f"{told} tells of {leaked}"


def _without_a_token(address: Address, answer) -> bool:
    return isinstance(address.door, ByPhone) and answer.status_code == 401


def _unpacked(body: bytes) -> bytes:
    """What a workbook says; anything else as it is."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def filled_by_place(address: Address) -> bool:
    """Whether the address names something of an area (and not, say, a kind of sheet)."""
    return address.name not in samples.PLACELESS


def _not_signed_in(address: Address, answer, path: str) -> None:
    if address.door == "anyone":
        assert answer.status_code < 500, path
    else:
        assert answer.status_code in (302, 401, 403, 405), f"{path} not signed in: {answer.status_code}"
