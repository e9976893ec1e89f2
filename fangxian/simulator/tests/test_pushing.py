"""A phone pushes as the contract says, whatever the server answers, and keeps what was not answered."""

from __future__ import annotations

import asyncio
from random import Random

import msgspec
import pytest

from fangxian.simulator.habits import Habits
from fangxian.simulator.line import NOTHING, Reply
from fangxian.simulator.minting import report_id
from fangxian.simulator.outbox import Outbox
from fangxian.simulator.pushing import Pusher


class Script:
    """A line whose server answers as it is told, push by push; afterwards it accepts."""

    def __init__(self, *replies):
        self.replies, self.sizes, self.bodies = list(replies), [], []

    async def post(self, path, token, body):
        sent = [msgspec.json.decode(raw) for raw in body["reports"]]
        self.sizes.append(len(sent))
        self.bodies.append(body)
        reply = self.replies.pop(0) if self.replies else None
        if callable(reply):
            reply = reply(sent)
        return reply or accepted(sent)


def accepted(sent, result="accepted"):
    return Reply(200, {"answers": [{"id": one["id"], "result": result} for one in sent]})


def pushed(line, reports=1, habits=None):
    outbox = Outbox()
    for _ in range(reports):
        outbox.add({"id": report_id(), "body": {}})
    pusher = Pusher(line, outbox, "token", habits or Habits(twice=0, lost=0), Random(1))
    return outbox, asyncio.run(pusher.push())


def test_what_waits_goes_in_batches_of_500_and_says_how_many_wait():
    line = Script()
    outbox, outcome = pushed(line, 1200)
    assert line.sizes == [500, 500, 200]
    assert [body["waiting"] for body in line.bodies] == [1200, 700, 200]
    assert outcome.ending == "done"
    assert outbox.count.acknowledged == 1200


def test_batches_are_halved_while_the_server_finds_them_too_many_and_grow_again():
    line = Script(Reply(413, {"code": "field.too_many"}), Reply(413, {"code": "field.too_many"}))
    outbox, _ = pushed(line, 600)
    assert line.sizes[:4] == [500, 250, 125, 250]
    assert outbox.count.acknowledged == 600


def test_the_one_that_cannot_be_read_is_found_and_kept_as_refused():
    def unreadable(sent):
        return (
            Reply(422, {"code": "field.unreadable"}) if any(one["device_seq"] == 2 for one in sent) else None
        )

    line = Script(*[unreadable] * 10)
    outbox, outcome = pushed(line, 4)
    assert outcome.ending == "done"
    assert list(outbox.refused.values()) == ["field.unreadable"]
    assert outbox.count.acknowledged == 3


def test_a_busy_server_is_obeyed_and_everything_kept():
    outbox, outcome = pushed(Script(Reply(503, {"code": "field.busy"}, 7.0)), 3)
    assert (outcome.ending, outcome.busy, outcome.retry_after) == ("later", True, 7.0)
    assert outbox.count.waiting == 3


@pytest.mark.parametrize("reply", [NOTHING, Reply(500), Reply(502), Reply(200, None)])
def test_anything_else_is_tried_again_later(reply):
    outbox, outcome = pushed(Script(reply), 3)
    assert outcome.ending == "later"
    assert outbox.count.waiting == 3


@pytest.mark.parametrize("code", ["field.token_unknown", "field.device_revoked", "field.device_expired"])
def test_an_ended_enrolment_pushes_no_more_and_keeps_everything(code):
    outbox, outcome = pushed(Script(Reply(401, {"code": code})), 3)
    assert outcome.ending == "ended"
    assert outbox.count.waiting == 3


def test_a_report_of_which_nothing_was_said_goes_on_waiting():
    outbox, outcome = pushed(Script(lambda sent: accepted(sent[:2])), 3)
    assert outcome.ending == "later"
    assert outbox.count.waiting == 1


def test_an_answer_that_got_lost_is_as_none():
    outbox, outcome = pushed(Script(), 3, Habits(twice=0, lost=1))
    assert outcome.ending == "later"
    assert outbox.count.waiting == 3


def test_a_push_that_goes_twice_is_answered_with_duplicates():
    line = Script(None, lambda sent: accepted(sent, "duplicate"))
    outbox, _ = pushed(line, 3, Habits(twice=1, lost=0))
    assert line.sizes == [3, 3]
    assert (outbox.count.acknowledged, outbox.count.duplicates) == (3, 3)
