"""A lean load on one address of this machine: keep-alive connections with requests made beforehand."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

HOST = "127.0.0.1"


@dataclass(slots=True)
class Load:
    """
    What a load came to: `times` in seconds, one an answered request; `statuses` counts them.

    `left` are the requests that were not answered with 200.
    """

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    accepted: int = 0
    left: list[bytes] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """Milliseconds within which a share of the requests was answered."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class _Line:
    """One connection that sends its requests one after the other, the next when the last is answered."""

    def __init__(self, port: int, requests: Sequence[bytes]) -> None:
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests, self.next, self.started, self.buffer = requests, 0, 0.0, b""

    def send(self) -> bool:
        """Send the next request; False when there is none."""
        if self.next >= len(self.requests):
            return False
        self.started = time.perf_counter()
        self.socket.sendall(self.requests[self.next])
        self.next += 1
        return True

    def read(self) -> tuple[int, bytes] | None:
        """Status and body of the answer, once it is whole."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("the server closed a connection")
        self.buffer = self.buffer + part if self.buffer else part
        split = self.buffer.find(b"\r\n\r\n")
        if split < 0:
            return None
        head = self.buffer[:split].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0])
        if len(self.buffer) < split + 4 + length:
            return None
        body, self.buffer = self.buffer[split + 4 : split + 4 + length], b""
        return int(head[9:12]), body


def run(port: int, scripts: Sequence[Sequence[bytes]]) -> Load:
    """Send each script over a connection of its own, all at once; returns when every request is answered."""
    load, selector = Load(), selectors.DefaultSelector()
    lines = [_Line(port, script) for script in scripts]
    for line in lines:
        selector.register(line.socket, selectors.EVENT_READ, line)
    started, left = time.perf_counter(), 0
    for line in lines:
        left += line.send()
    while left:
        for key, _mask in selector.select():
            line = key.data
            answer = line.read()
            if answer is None:
                continue
            status, body = answer
            load.times.append(time.perf_counter() - line.started)
            load.statuses[status] = load.statuses.get(status, 0) + 1
            load.accepted += body.count(b'"accepted"')
            if status != 200:
                load.left.append(line.requests[line.next - 1])
            left -= not line.send()
    load.seconds = time.perf_counter() - started
    for line in lines:
        line.socket.close()
    return load


def request(path: str, token: str, body: bytes) -> bytes:
    """One request as it goes over the line."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
