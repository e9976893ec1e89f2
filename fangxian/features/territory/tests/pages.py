"""What tests of pages ask of an answer."""

from __future__ import annotations

from typing import Any


def text(answer: Any, status: int = 200) -> str:
    """The page of an answer, which must have the status."""
    page = str(answer.content.decode())
    assert answer.status_code == status, page[:2000]
    return page
