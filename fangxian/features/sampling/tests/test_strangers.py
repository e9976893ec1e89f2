"""Who is in no list: sealed, found in the register by their document, one person however often they come."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from fangxian.features.accounts.models import Account
from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling import services
from fangxian.features.sampling.models import Stranger, Swab, Tally
from fangxian.features.sampling.tests.conftest import LU, Table, arrive, rows, state
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.territory.purposes import Purpose
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.reports.sealing import seal
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.world import BY_NAME

ABROAD = "E12345678"


def stranger(table, tube, number, minutes=0, *, name="过路人", target=""):
    """A swab of somebody with this document, as the door has sealed it."""
    with scope.acting(LU):
        safe = vault(world.INCIDENT)
    told = {"name": name, "id_number": number, "phone": "13912345678", "address": ""}
    sealed = {field: seal(text, field, safe) for field, text in told.items()}
    body = {"point": table.point, "table": table.table, "target": target, "id_type": "passport"}
    return table.fact("swab", tube, minutes, **body, **sealed)


def document(resident):
    """The number that the sheet of the world gave a resident."""
    from fangxian.features.territory.services import read_resident

    with scope.acting(LU):
        return read_resident(actor=LU, code=resident, purpose=Purpose.SAMPLING).id_number


def test_a_stranger_sampled_twice_is_in_both_tubes_and_one_person(table):
    arrive(stranger(table, "T1", ABROAD), stranger(Table(table.code, table=2), "T2", "e 12345678", 5))
    assert rows(Tally, "swabs", "people") == [(2, 1)]
    assert rows(Swab, "tube", "counts") == [(f"{table.code}/T1", True), (f"{table.code}/T2", False)]
    assert {target.startswith(f"{table.code}/?") for (target,) in rows(Swab, "target")} == {True}
    assert len(rows(Stranger, "id")) == 2


def test_strangers_without_a_document_are_one_person_each(table):
    arrive(stranger(table, "T1", ""), stranger(table, "T1", ""))
    assert rows(Tally, "swabs", "people") == [(2, 2)]
    assert len(rows(Stranger, "id")) == 2


def test_a_resident_who_only_shows_a_document_is_reached_as_themselves(table):
    one = residents(1, world.LOWER)[0]
    arrive(stranger(table, "T1", document(one)))
    assert rows(Swab, "target") == [(f"{table.code}/{one}",)]
    assert rows(Stranger, "id") == [], "the register has them"
    assert [row[0] for row in state(table.code)["targets"] if row[1] == "reached"] == [f"{table.code}/{one}"]
    arrive(table.swab("T2", one, 3))
    assert rows(Tally, "swabs", "people") == [(2, 1)]


def test_a_resident_who_lives_outside_the_round_is_a_stranger_of_it(table):
    one = residents(1, world.LOWER)[0]
    number = document(one)
    from fangxian.features.sampling.tests.conftest import ordered

    narrow = Table(ordered(area=world.UPPER, name="单村").code)
    arrive(stranger(narrow, "T1", number), stranger(narrow, "T2", number, 4))
    assert rows(Tally, "swabs", "people", round=narrow.code) == [(2, 1)]
    assert rows(Tally, "swabs", round=table.code) == []


def test_a_stranger_taken_back_leaves_the_next_swab_counting(table):
    first, second = stranger(table, "T1", ABROAD), stranger(table, "T2", ABROAD, 4)
    arrive(first, second)
    arrive(table.back(first))
    assert rows(Tally, "swabs", "people") == [(1, 1)]
    assert rows(Swab, "void", "counts") == [(False, True), (True, False)]


def test_any_order_and_any_repetition_leaves_the_same(table):
    one = residents(1)[0]
    other = Table(table.code, table=2)
    facts = [stranger(table, f"T{n % 2}", ABROAD, n) for n in range(3)]
    facts += [stranger(other, "T9", document(one), 2), table.swab("T1", one, 5), stranger(other, "T9", "")]
    facts += [stranger(other, "T9", "P00000001", 9), other.swab("T9", "nobody-of-here", 7)]
    facts += [table.back(facts[0], 20), other.back(facts[3], 21)]
    outcomes = []
    for seed in range(4):
        draw = random.Random(seed)
        mixed = [*facts, *draw.sample(facts, 4)]
        draw.shuffle(mixed)
        with transaction.atomic():
            for n in range(0, len(mixed), 3):
                arrive(*{fact.id: fact for fact in mixed[n : n + 3]}.values())
            outcomes.append(state(table.code) | {"strangers": rows(Stranger, "id", "area", "id_index")})
            transaction.set_rollback(True)
    for found in outcomes[1:]:
        assert found == outcomes[0]
    assert sum(row[3] for row in outcomes[0]["tally"]) == 5


def test_reading_who_a_stranger_is_is_told_with_its_purpose(table):
    fact = stranger(table, "T1", ABROAD, name="远来客")
    arrive(fact)
    with scope.acting(LU):
        [code] = Stranger.objects.values_list("id", flat=True)
        who = services.read_stranger(actor=LU, swab=code, purpose=Purpose.TRACING)
        assert (who.name, who.id_number, who.phone) == ("远来客", ABROAD, "13912345678")
        line = Entry.objects.filter(kind="sampling.stranger_read").get()
        assert (line.subject, line.facts["purpose"]) == (fact.id, "tracing")
        assert "远来客" not in str(line.facts)


@pytest.mark.parametrize(("who", "refused"), [("yang", NotFound), ("he", NotAllowed)])
def test_who_is_out_of_sight_or_may_not_read_learns_nothing(table, who, refused):
    fact, actor = stranger(table, "T1", ABROAD), BY_NAME[who].actor
    arrive(fact)
    with scope.acting(actor), pytest.raises(refused):
        services.read_stranger(actor=actor, swab=fact.id, purpose=Purpose.TRACING)


def test_the_page_asks_for_a_purpose_and_shows_who_it_is_once(table, client):
    fact = stranger(table, "T1", ABROAD, name="远来客")
    arrive(fact)
    account = Account.objects.get(username=BY_NAME["wei"].account)
    client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
    assert (
        f"/sampling/{table.code}/strangers/{fact.id}/"
        in client.get(f"/sampling/{table.code}/tubes/T1/").content.decode()
    )
    url = f"/sampling/{table.code}/strangers/{fact.id}/"
    assert "远来客" not in client.get(url).content.decode()
    assert client.post(url, {"purpose": "x"}).status_code == 422
    told = client.post(url, {"purpose": "tracing"})
    assert "远来客" in told.content.decode()
    assert "no-store" in told["Cache-Control"]
