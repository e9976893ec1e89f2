"""The gallery: every component with what it takes, read from the component itself, and an example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

COMPONENTS = Path(__file__).parent / "templates" / "components"
_COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """One component: its name, what it takes in words, and the template of its example."""

    name: str
    takes: str
    example: str


def components() -> list[Shown]:
    """Every component there is, by name."""
    return [_shown(path) for path in sorted(COMPONENTS.glob("*.html"))]


def _shown(path: Path) -> Shown:
    found = _COMMENT.search(path.read_text(encoding="utf-8"))
    takes = re.sub(r"{% (end)?verbatim %}", "", found[1]).strip() if found else ""
    return Shown(path.stem, takes, f"shell/examples/{path.stem}.html")


def samples() -> dict[str, Any]:
    """What the examples are filled with."""
    at = datetime(2022, 2, 7, 6, 30, tzinfo=UTC)
    return {
        "crumbs": [(_("Debao County"), "#"), (_("Longsang Township"), "#"), (_("Grid 3"), "")],
        "tabs": [(_("Posts"), "#", True, 24), (_("Gaps"), "#", False, 3), (_("People"), "#", False, None)],
        "columns": [_("Role"), (_("Seats"), True)],
        "rows": [[_("Sampler"), 12], [_("Registrar"), 9]],
        "sampled": Paginator(range(1204), 50).page(2),
        "changes": [(_("Seats"), 24, 26), (_("Site"), _("Primary school"), _("Primary school"))],
        "entries": [(at, "Lu Wenjie", _("published the plan")), (at, "Lu Wenjie", _("closed a site"))],
        "files": [(_("One sheet a level"), "#"), (_("Calendar of a site"), "#")],
        "groups": [(_("Areas"), [(_("Longsang Township"), "451024201", "#")])],
        "actions": [("do", "unavailable", _("Mark unavailable"), "user-off")],
        "shares": [(0, 0), (31, 60), (52, 60), (59, 60), (60, 60)],
    }
