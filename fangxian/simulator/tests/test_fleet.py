"""A fleet against a toy of the field API: every report is acknowledged, refused or still waiting."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from random import Random

from aiohttp import web

from fangxian.simulator.fleet import Run, simulate
from fangxian.simulator.habits import Habits
from fangxian.simulator.phone import Manner

DOORS = 40


class Toy:
    """Enough of a server: it enrols, gives each phone doors, and remembers reports; sometimes it fails."""

    def __init__(self, *, failing=0.0):
        self.reports, self.pulls, self.dice, self.failing = Counter(), 0, Random(1), failing
        self.revoked: set[str] = set()

    def app(self):
        app = web.Application()
        app.router.add_post("/api/field/enrol", self.enrol)
        app.router.add_get("/api/field/pull", self.pull)
        app.router.add_post("/api/field/reports", self.push)
        return app

    async def enrol(self, request):
        code = (await request.json())["code"]
        if code == "used":
            return web.json_response({"code": "field.code_used"}, status=409)
        return web.json_response({"token": code, "device": f"d-{code}"})

    async def pull(self, request):
        self.pulls += 1
        token = request.headers["Authorization"].removeprefix("Bearer ")
        target = {
            "campaign": "k",
            "area": token,
            "household": "h",
            "priority": 0,
            "outcome": "",
            "not_home": 0,
        }
        rows = [target | {"code": f"k/{token}-{n}", "occurred_at": None} for n in range(DOORS)]
        full = "since" not in request.query
        return web.json_response(
            {"cursor": "a b+c", "full": full, "gone": [], "targets": rows if full else []}
            | {"campaigns": [{"code": "k", "again_after_min": 120}]}
        )

    async def push(self, request):
        token = request.headers["Authorization"].removeprefix("Bearer ")
        if token in self.revoked:
            return web.json_response({"code": "field.device_revoked"}, status=401)
        fate = self.dice.random()
        if fate < self.failing:
            return web.json_response({"code": "field.busy"}, status=503, headers={"Retry-After": "0"})
        answers = []
        for one in json.loads(await request.read())["reports"]:
            self.reports[one["id"]] += 1
            twice = self.reports[one["id"]] > 1
            answers.append({"id": one["id"], "result": "duplicate" if twice else "accepted"})
        return web.json_response({"answers": answers})


def run(toy, codes, **manner):
    async def all_of_it():
        runner = web.AppRunner(toy.app())
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        heard = []
        kept = {"habits": Habits(offline=0.1, twice=0.2, lost=0.2), "soon": 0.05, "pull_every": 0.5} | manner
        try:
            asked = Run(
                f"http://127.0.0.1:{port}", 2.0, 7, Manner(**kept), patience=manner.get("patience", 60.0)
            )
            return await simulate(asked, codes, heard.append), heard
        finally:
            await runner.cleanup()

    return asyncio.run(all_of_it())


def test_everything_is_acknowledged_at_the_end_and_nobody_is_asked_for_nothing():
    toy = Toy()
    found, heard = run(toy, ["a", "b", "c"])
    assert found.phones == 3
    assert found.made >= 3 * DOORS * 0.9
    assert (found.made, found.waiting, found.refused) == (found.acknowledged, 0, 0)
    assert len(toy.reports) == found.made
    assert found.duplicates > 0
    assert heard[-1] == found
    assert found.as_row()["waiting"] == 0


def test_a_busy_server_gets_everything_in_the_end():
    toy = Toy(failing=0.3)
    found, _ = run(toy, ["a", "b"], habits=Habits(offline=0, twice=0, lost=0))
    assert found.busy > 0
    assert found.made == found.acknowledged == len(toy.reports)


def test_a_revoked_phone_stops_and_its_reports_are_counted_as_waiting():
    toy = Toy()
    toy.revoked.add("b")
    found, _ = run(toy, ["a", "b"])
    assert found.ended == 1
    assert found.made == found.acknowledged + found.waiting


def test_a_code_that_is_not_taken_is_one_phone_less():
    found, _ = run(Toy(), ["a", "used"])
    assert found.phones == 1


def test_who_has_no_line_all_day_pushes_in_the_evening():
    toy = Toy()
    found, _ = run(toy, ["a"], habits=Habits(offline=1, twice=0, lost=0), endless=True)
    assert found.made == found.acknowledged == 0  # never pulled: it knows no door
    assert toy.pulls == 0


def test_without_a_server_the_day_ends_without_phones():
    asked = Run("http://127.0.0.1:9", 1.0, 7, Manner())
    found = asyncio.run(simulate(asked, ["a", "b"], lambda _tally: None))
    assert (found.phones, found.made) == (0, 0)
    assert found.requests > 0
