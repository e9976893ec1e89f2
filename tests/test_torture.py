"""A short torture: what a long one does (`make torture`), once over every kind of fault."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bench.torture import proxy
from bench.torture.proxy import Proxy
from fangxian.kernel.db.tests.conftest import homes
from fangxian.kernel.db.tests.program import neutral

ROOT = Path(__file__).resolve().parent.parent
REQUEST = b"POST / HTTP/1.1\r\nHost: toy\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\nbody"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_while_everything_is_killed():
    with homes() as make:
        run = subprocess.run(
            [sys.executable, "-m", "bench.torture", "--minutes", "0.6", "--phones", "14", "--json"],
            cwd=ROOT,
            env=neutral() | {"FANGXIAN_HOME": str(make())},
            capture_output=True,
            text=True,
            timeout=570,
            check=False,
        )
    assert run.returncode == 0, run.stderr[-3000:] + run.stdout
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["acknowledged"] > 100
    assert (found["lost"], found["doubled"], found["dropped"], found["holes"]) == (0, 0, 0, 0)
    assert found["rebuild_equal"]
    assert found["swabs"] > 20
    assert (found["swabs_lost"], found["swabs_elsewhere"], found["counted_twice"]) == (0, 0, 0)
    assert found["round_equal"]
    assert len([kind for kind in found["faults"] if kind.startswith("killed_")]) >= 4


def through(fault: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[bytes], bytes]:
    """What a server got and a client was answered when one request met a fault."""
    monkeypatch.setattr(proxy, "FAULTS", {fault: 100} if fault else {})
    got: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.read(1000))
        writer.write(ANSWER)
        writer.close()

    async def ask() -> bytes:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        middle = Proxy(server.sockets[0].getsockname()[1], Random(1))
        await middle.start()
        reader, writer = await asyncio.open_connection("127.0.0.1", middle.port)
        writer.write(REQUEST)
        try:
            answer = await reader.read(-1)
        except ConnectionError:
            answer = b""
        writer.close()
        await asyncio.sleep(0.3)
        if fault == "replayed":
            while len(got) < 2:
                await asyncio.sleep(0.1)
        await middle.stop()
        server.close()
        assert middle.faults == (Counter({fault: 1}) if fault else Counter())
        return answer

    return got, asyncio.run(ask())


def test_without_a_fault_a_request_passes_whole_and_once(monkeypatch):
    got, answer = through("", monkeypatch)
    assert [one.endswith(b"\r\n\r\nbody") for one in got] == [True]
    assert b"Connection: close" in got[0]
    assert b"keep-alive" not in got[0]
    assert answer == ANSWER


@pytest.mark.parametrize(
    ("fault", "arrivals", "answered"),
    [
        ("refused", 0, "nothing"),
        ("dropped_before", 0, "nothing"),
        ("dropped_amid", 1, "nothing"),
        ("dropped_after", 1, "nothing"),
        ("request_cut", 1, "nothing"),
        ("answer_cut", 1, "a part"),
        ("delayed", 1, "all"),
        ("doubled", 2, "all"),
        ("replayed", 2, "all"),
    ],
)
def test_each_fault_does_what_it_is_called(monkeypatch, fault, arrivals, answered):
    got, answer = through(fault, monkeypatch)
    assert len(got) == arrivals
    assert all(one.endswith(b"body") for one in got) is (fault != "request_cut") or not got
    assert answer != ANSWER if answered == "a part" else answer == (ANSWER if answered == "all" else b"")
    assert ANSWER.startswith(answer)
