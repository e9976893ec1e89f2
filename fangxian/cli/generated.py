"""The pages of docs/ that are made from the code; a test holds each to what it would be made anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def pages() -> dict[str, Callable[[], str]]:
    """What is rendered into which file below docs/."""
    from fangxian.cli import kinds
    from fangxian.kernel.authority import page as authority
    from fangxian.scenarios import document as scenario
    from fangxian.scenarios.deployments import document as deployments

    return {
        "authority.md": authority.render_markdown,
        "deployments.md": deployments.render_markdown,
        "kinds.md": kinds.render_markdown,
        "scenario.md": scenario.render_markdown,
    }


def write() -> list[str]:
    """Write every generated page anew; the names of those that changed."""
    changed = []
    for name, render in pages().items():
        path, text = DOCS / name, render()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed
