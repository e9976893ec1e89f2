"""My result: by code and the end of one's document; guessed by nobody, told without the bare word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fangxian.features.incidents.models import Incident
from fangxian.features.incidents.selectors import vault
from fangxian.features.incidents.services import create_incident
from fangxian.features.sampling import barring
from fangxian.features.sampling.models import Attempt
from fangxian.features.sampling.outcomes import Outcome
from fangxian.features.sampling.selectors import shown
from fangxian.features.sampling.services import ask_result
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, ordered
from fangxian.features.sampling.tests.test_results import note
from fangxian.features.sampling.tests.test_strangers import ABROAD, stranger
from fangxian.features.territory.models import Resident
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world

HOME = f"{world.UPPER}-0003"
MINE = f"{HOME}-1"
END = "0031"
"""The world's documents are an X, the household and the number of the person in it."""
THERE = "203.0.113.9"
LATER = AT + timedelta(hours=6)


def ask(code=HOME, digits=END, at=LATER, address=THERE):
    return ask_result(code=code, digits=digits, address=address, at=at)


def outcomes(told):
    return [[swab.outcome for swab in own.taken] for own in told.rounds]


def lines(kind):
    with scope.acting(world.OPERATOR):
        return list(Entry.objects.filter(kind=kind).order_by("pk"))


def test_a_resident_reads_their_own_swab_and_the_trail_has_it(table):
    assert outcomes(ask()) == [[]], "known, and not sampled yet"
    arrive(table.swab("T1", MINE), table.swab("T1", f"{HOME}-0", 1))
    [own] = ask().rounds
    assert (own.round.code, own.taken[0].point, own.taken[0].at) == (table.code, "河口广场采样点", AT)
    assert own.taken[0].outcome == Outcome.WAITING
    note(table, "T1", "negative")
    assert outcomes(ask()) == [[Outcome.NEGATIVE]]
    line = lines("sampling.result_asked")[-1]
    assert (line.person, line.subject, line.incident) == ("", MINE, world.INCIDENT)
    assert line.area == world.UPPER


def test_a_pool_and_a_single_tube_are_told_alike_until_a_later_negative(table):
    arrive(table.swab("T1", MINE), table.swab("T1", f"{HOME}-0", 1))
    note(table, "T1", "positive")
    assert outcomes(ask()) == [[Outcome.AGAIN]]
    arrive(table.swab("T2", MINE, 320))
    assert outcomes(ask()) == [[Outcome.WAITING, Outcome.AGAIN]]
    note(table, "T2", "positive", 8)
    assert outcomes(ask(at=AT + timedelta(hours=9))) == [[Outcome.AGAIN, Outcome.AGAIN]]


def test_who_was_found_negative_alone_is_told_that_it_is_settled(table):
    arrive(table.swab("T1", MINE), table.swab("T1", f"{HOME}-0", 1))
    note(table, "T1", "positive")
    arrive(table.swab("T2", MINE, 320))
    note(table, "T2", "negative", 8)
    assert outcomes(ask(at=AT + timedelta(hours=9))) == [[Outcome.NEGATIVE, Outcome.SETTLED]]


def test_a_stranger_asks_with_the_code_of_their_tube(table):
    arrive(stranger(table, "T1", ABROAD), table.swab("T1", MINE, 1))
    assert outcomes(ask("t1", "5678")) == [[Outcome.WAITING]]
    assert outcomes(ask("T1", END)) == [[Outcome.WAITING]], "whoever is in the register, too"
    assert lines("sampling.result_asked")[0].subject == "T1", "a stranger's key is not told"


def test_wrong_digits_and_no_such_code_are_one_answer_with_the_same_work(table):
    work = []
    for code, digits in ((HOME, "0000"), (f"{world.UPPER}-9999", "0031"), ("T404", "1234")):
        with CaptureQueriesContext(connection) as seen:
            assert ask(code, digits).rounds == []
        work.append(len(seen))
    assert len(set(work)) == 1
    assert lines("sampling.result_asked") == []


def test_after_three_wrong_answers_each_doubles_the_wait(table):
    for _n in range(3):
        assert ask(digits="9999").barred_until is None
    assert ask().barred_until == LATER + timedelta(minutes=1), "the right digits, and not looked at"
    assert [line.area for line in lines("sampling.asking_barred")] == [world.UPPER]
    again = LATER + timedelta(minutes=1)
    assert ask(digits="9998", at=again).rounds == []
    assert ask(at=again).barred_until == again + timedelta(minutes=2)
    assert ask(f"{world.UPPER}-0004", "0041", at=again).rounds, "other codes are not barred"
    assert ask(at=again + timedelta(minutes=2)).rounds
    assert ask(at=again + timedelta(minutes=2)).barred_until is None, "its own person has come"


def test_an_address_that_tries_many_codes_waits_too(table):
    for n in range(barring.OF_ADDRESS.free):
        ask(f"{world.UPPER}-{5000 + n}", "1234")
    assert ask().barred_until == LATER + timedelta(minutes=1)
    assert ask(address="203.0.113.77").rounds
    assert ask(address="127.0.0.1").rounds, "a proxy of this machine is nobody's address"
    assert Attempt.objects.filter(key__contains=world.UPPER).count() == 0, "the table tells no code"


def test_addresses_of_one_network_of_ipv6_are_one(table):
    for n in range(barring.OF_ADDRESS.free):
        ask(f"{world.UPPER}-{6000 + n}", "1234", address=f"2001:db8:0:7::{n:x}")
    assert ask(address="2001:db8:0:7:ffff::1").barred_until
    assert ask(address="2001:db8:0:8::1").rounds


def test_a_code_of_an_ended_incident_is_no_code(table):
    assert ask().rounds
    with scope.acting(world.OPERATOR):
        Incident.objects.filter(code=world.INCIDENT).update(ended_on=AT.date() + timedelta(days=1))
    assert ask() == ask(f"{world.UPPER}-9999"), "nothing runs any more"


def test_a_household_of_the_same_code_in_another_incident_is_not_asked(table):
    other = replace(world.OPERATOR, incident="other-2022")
    create_incident(
        actor=other, code="other-2022", name="Other", area="90", rule_pack="cn-2022-03", started_on=AT.date()
    )
    with scope.acting(other):
        sealed = vault("other-2022").seal("X99999999", "id_number")
        Resident.objects.create(
            incident="other-2022", code=MINE, household=HOME, area=world.UPPER, name_sealed=b"",
            id_sealed=sealed, id_index=b"", phone_sealed=b"", phone_index=b"", row_digest=b"",
        )  # fmt: skip
    assert ask(digits="9999").rounds == []
    assert ask().rounds


def test_no_page_of_those_who_are_signed_in_asks_at_this_door(table):
    arrive(table.swab("T1", MINE))
    asked = ("SELECT * FROM sampling_asked(%s, %s)", [HOME], AT)
    own = ("SELECT * FROM sampling_own_results(%s, %s)", f"{table.code}/{MINE}", AT)
    with scope.nobody(world.INCIDENT):
        assert shown.rows(*asked)
        assert shown.rows(*own)
    for actor in (LU, world.BY_NAME["yang"].actor):
        with scope.acting(actor):
            assert (shown.rows(*asked), shown.rows(*own)) == ([], [])


def test_two_days_after_the_last_result_the_round_is_over(table):
    assert ask(at=AT + timedelta(hours=71)).rounds
    assert ask(at=AT + timedelta(hours=73)).rounds == []


def test_the_page_is_posted_and_never_kept(county):
    cache.clear()
    now = timezone.now()
    made = ordered(starts_at=now, ends_at=now + timedelta(hours=9), results_by=now + timedelta(days=1))
    arrive(Table(made.code).swab("T1", MINE))
    client = Client(enforce_csrf_checks=True)
    assert "public" in client.get("/round/result/?language=en").headers["Cache-Control"]
    asked = client.post("/round/result/?language=en", {"code": HOME, "digits": END})
    text = asked.content.decode()
    assert (asked.status_code, "No result yet" in text) == (200, True)
    assert "no-store" in asked.headers["Cache-Control"]
    assert "居民" not in text, "no name"
    assert not asked.cookies
    wrong = client.post("/round/result/?language=en", {"code": HOME, "digits": "9999"})
    assert wrong.status_code == 422
    assert "do not fit together" in wrong.content.decode()
    assert client.get(f"/round/result/?code={HOME}&digits={END}").content.decode().count(END) == 0
    cache.clear()


def test_a_bad_result_is_told_by_what_to_do(county):
    now = timezone.now()
    made = ordered(starts_at=now, ends_at=now + timedelta(hours=9), results_by=now + timedelta(days=1))
    table = Table(made.code)
    arrive(table.swab("T1", MINE))
    note(table, "T1", "positive")
    text = Client().post("/round/result/?language=en", {"code": HOME, "digits": END}).content.decode()
    assert "Stay where you are" in text
    assert "ositive" not in text
    assert LU.name not in text
