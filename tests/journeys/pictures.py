"""What a fake camera of the browser sees: a code held before it, as a film of a few still pictures."""

from __future__ import annotations

from pathlib import Path

import segno

WIDTH, HEIGHT = 640, 480
DOT = 12
"""Pixels of the smallest square of the code."""


def video(path: Path, text: str) -> Path:
    """A film in which a QR code of a text stands still; the browser shows it over and over."""
    luma = bytearray(b"\xff" * (WIDTH * HEIGHT))
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    left, top = (WIDTH - DOT * len(rows)) // 2, (HEIGHT - DOT * len(rows)) // 2
    for y, row in enumerate(rows):
        line = b"".join((b"\x00" if dark else b"\xff") * DOT for dark in row)
        for at in range(top + y * DOT, top + (y + 1) * DOT):
            luma[at * WIDTH + left : at * WIDTH + left + len(line)] = line
    frame = b"FRAME\n" + bytes(luma) + b"\x80" * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + frame * 3)
    return path
