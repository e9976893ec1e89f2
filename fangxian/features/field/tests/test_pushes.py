"""A push is read whole or report by report; whatever does not fit is kept with its reason, never lost."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.features.field import columns, pushes
from fangxian.features.field.pushes import Turned
from fangxian.kernel.codes import uuid7
from fangxian.kernel.crypto import Vault, new_key
from fangxian.kernel.reports import Fact, sealing

VAULT = Vault(new_key())
AT = datetime(2022, 2, 9, 10, 0, tzinfo=UTC)
GRID = "900101001001001"
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(100)).decode()
EXIF = base64.b64encode(b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + bytes(100)).decode()


def report(**more):
    sent = {
        "id": str(uuid7()),
        "kind": "visit",
        "form_version": 1,
        "area": GRID,
        "subject": "k7/H-1",
        "occurred_at": "2022-02-09T09:59:00+00:00",
        "device_seq": 1,
        "body": {"outcome": "met"},
    }
    return sent | more


def read(*reports, **more):
    content = json.dumps({"reports": list(reports), "waiting": len(reports)} | more).encode()
    return pushes.read(content, device="dev-1", person="R-06", area=GRID, at=AT, vault=VAULT)


def why(brought):
    return [one.code if isinstance(one, Turned) else "" for one in brought.reports]


def test_a_report_that_fits_becomes_a_fact():
    [fact] = read(report()).facts
    assert (fact.kind, fact.subject, fact.device, fact.device_seq) == ("visit", "k7/H-1", "dev-1", 1)
    assert fact.body.outcome == "met"
    assert json.loads(fact.raw) == {"outcome": "met"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"id": "not-an-id"}, "field.unreadable"),
        ({"id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, "field.unreadable"),
        ({"kind": "dance"}, "field.form_unknown"),
        ({"form_version": 9}, "field.form_unknown"),
        ({"subject": "k7/\u001fH"}, "field.subject_unknown"),
        ({"subject": "k7/\u0000H"}, "field.subject_unknown"),
        ({"area": "900102"}, "field.area_outside"),
        ({"area": GRID[:6]}, "field.area_outside"),
        ({"occurred_at": "2022-02-09T10:11:00+00:00"}, "field.from_the_future"),
        ({"body": {"outcome": "danced"}}, "field.body_wrong"),
        ({"body": {"outcome": "met", "people": 100}}, "field.body_wrong"),
        ({"body": {"outcome": "met", "secret": 1}}, "field.body_wrong"),
        ({"body": {}}, "field.body_wrong"),
        ({"body": {"outcome": "met", "note": "x" * 501}}, "field.body_wrong"),
        ({"kind": "photo", "subject": "H-1", "body": {"jpeg": EXIF}}, "field.body_wrong"),
        ({"kind": "photo", "subject": "H-1", "body": {"jpeg": "no base64 !"}}, "field.body_wrong"),
        ({"occurred_at": "2022-02-09T09:59:00"}, "field.unreadable"),
        ({"device_seq": 0}, "field.unreadable"),
        ({"subject": 7}, "field.unreadable"),
    ],
)
def test_what_does_not_fit_is_kept_beside_those_that_do(wrong, code):
    brought = read(report(), report(**wrong), report(device_seq=3))
    assert why(brought) == ["", code, ""]
    [kept] = brought.turned
    whole = json.loads(kept.raw)
    assert whole["kind"] == wrong.get("kind", "visit")
    assert whole["body"] == wrong.get("body", {"outcome": "met"})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({}, ""),
        ({"form_version": 9}, "field.form_unknown"),
        ({"area": "900102"}, "field.area_outside"),
        ({"id": "not-an-id"}, "field.unreadable"),
        ({"subject": 7}, "field.unreadable"),
        ({"kind": 7}, "field.unreadable"),
        ({"body": {"name": "过路人"}}, "field.body_wrong"),
        ({"body": "过路人"}, "field.body_wrong"),
    ],
)
def test_nothing_personal_of_a_swab_is_kept_in_the_clear(wrong, code):
    body = {"point": "S-1", "table": 1, "name": "过路人", "id_number": "E12345678"}
    swab = report(kind="swab", subject="k7/T1", body=body)
    brought = read(swab | wrong)
    assert why(brought) == [code]
    kept = str(brought)
    assert not any(word in kept for word in ("过路人", "E12345678", r"\u8fc7"))
    if not code:
        assert sealing.opens(brought.facts[0].body.name, "name", VAULT)


def test_a_picture_without_exif_is_taken():
    assert why(read(report(kind="photo", subject="H-1", body={"jpeg": JPEG}))) == [""]


def test_a_fast_clock_is_noted_and_its_reports_are_taken():
    ahead = AT + timedelta(hours=1)
    brought = read(report(occurred_at=ahead.isoformat()), sent_at=ahead.isoformat())
    assert why(brought) == [""]
    assert brought.skew_s == 3600


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"reports": 1}', b"\xff\xfe", b'{"reports": ["'])
def test_what_is_no_push_is_refused_as_a_whole(content):
    with pytest.raises(pushes.Unreadable):
        pushes.read(content, device="d", person="R-06", area=GRID, at=AT, vault=VAULT)


def test_more_than_five_hundred_are_too_many():
    with pytest.raises(pushes.TooMany):
        read(*[report(device_seq=n + 1) for n in range(501)])


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(content):
    with suppress(pushes.Unreadable):
        pushes.read(content, device="d", person="R-06", area=GRID, at=AT, vault=VAULT)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(report())), JSON))
def test_every_report_of_a_push_is_a_fact_or_kept(changes):
    brought = read(report(), report() | changes)
    assert len(brought.facts) + len(brought.turned) == 2
    for fact in brought.facts:
        assert isinstance(fact, Fact)
        assert not any(
            pushes.SEPARATOR in text for text in (fact.id, fact.area, fact.subject, fact.raw, fact.device)
        )


@given(st.sets(st.integers(1, 200)))
def test_ranges_hold_exactly_the_numbers(numbers):
    text = columns.ranges(numbers)
    spans = [part.strip("[)").split(",") for part in text.strip("{}").split("),") if part]
    held = {n for first, end in spans for n in range(int(first), int(end))}
    assert held == numbers
