"""An album of screenshots: what was taken, what went wrong on the way, and how a picture is made."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUALITY = 70


@dataclass(slots=True)
class Album:
    """What was taken (file names by page), and what went wrong on the way."""

    folder: Path
    taken: dict[str, list[str]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


class Listener:
    """Notes errors of scripts, of the content security policy, and refused requests, under `name`."""

    def __init__(self, page: Page, album: Album) -> None:
        self.name, self.album = "", album
        page.on("console", lambda said: self.note(said.text, said.type in ("error", "warning")))
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("response", lambda answer: self.note(f"{answer.status} {answer.url}", answer.status >= 400))

    def note(self, what: str, wrong: bool = True) -> None:
        """Keep what went wrong under the present name."""
        if wrong:
            self.album.troubles.append(f"{self.name}: {what}")


def picture(page: Page) -> bytes:
    """What the page shows, as WebP: a third of the same in JPEG, and letters stay sharp."""
    debugger = page.context.new_cdp_session(page)
    taken = debugger.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    debugger.detach()
    return base64.b64decode(taken["data"])
