"""Nothing leaves an outbox but by the server's answer, and a journal holds all of it through any stop."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.simulator.minting import installation, report_id
from fangxian.simulator.outbox import Outbox


def born(outbox, n=1):
    return [outbox.add({"id": report_id(), "body": {}})["id"] for _ in range(n)]


def answer(one, result, code=""):
    return {"id": one, "result": result} | ({"code": code} if code else {})


def test_reports_are_numbered_and_wait_in_their_order():
    outbox = Outbox()
    ids = born(outbox, 5)
    assert outbox.batch(3) == ids[:3]
    assert [msgspec.json.decode(raw)["device_seq"] for raw in outbox.reports(ids)] == [1, 2, 3, 4, 5]


def test_what_was_answered_leaves_and_what_was_refused_is_kept():
    outbox = Outbox()
    one, two, three, four = born(outbox, 4)
    outbox.take_answers(
        [answer(one, "accepted"), answer(two, "duplicate"), answer(three, "refused", "field.x")]
    )
    assert list(outbox.waiting) == [four]
    assert outbox.refused == {three: "field.x"}
    assert (outbox.count.acknowledged, outbox.count.duplicates, outbox.count.refused) == (2, 1, 1)


def test_a_word_about_what_is_settled_changes_nothing():
    outbox = Outbox()
    (one,) = born(outbox)
    outbox.take_answers([answer(one, "accepted")])
    outbox.take_answers([answer(one, "duplicate"), answer(report_id(), "accepted")])
    assert (outbox.count.made, outbox.count.acknowledged, outbox.count.waiting) == (1, 1, 0)


@given(st.lists(st.sampled_from(["born", "accepted", "refused", "stop"]), max_size=40))
def test_every_report_is_waiting_acknowledged_or_refused_through_any_stop(tmp_path_factory, steps):
    journal = tmp_path_factory.mktemp("outbox") / "1.jsonl"
    outbox, made = Outbox(journal), 0
    for step in steps:
        if step == "born":
            born(outbox)
            made += 1
        elif step == "stop":
            outbox.close()
            outbox = Outbox(journal)
        elif outbox.waiting:
            outbox.take_answers([answer(next(iter(outbox.waiting)), step)])
        count = outbox.count
        assert count.made == made == count.acknowledged + count.refused + len(outbox.waiting)
        assert count.waiting == len(outbox.waiting)
        assert outbox.seq == made
    outbox.close()


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_line_that_was_cut_off_in_the_writing_never_was(tmp_path, cut):
    journal = tmp_path / "1.jsonl"
    outbox = Outbox(journal)
    first, _ = born(outbox, 2)
    outbox.close()
    journal.write_bytes(journal.read_bytes()[:-cut])
    again = Outbox(journal)
    assert list(again.waiting) == [first]
    third = born(again)
    again.close()
    last = Outbox(journal)
    assert list(last.waiting) == [first, *third]
    assert last.seq == 2
    last.close()


def test_ids_are_of_version_seven_in_time_and_never_the_same():
    ids = [report_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert {one[14] for one in ids} == {"7"}
    assert [one[:13] for one in ids] == sorted(one[:13] for one in ids)


def test_the_same_phone_is_the_same_installation():
    assert installation(1, 2) == installation(1, 2) != installation(1, 3)
    assert installation(1, 2)[14] == "4"
