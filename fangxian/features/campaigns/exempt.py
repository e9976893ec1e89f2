"""Who is left out of a campaign: lists are kept above this feature, whose application marks their people."""

from __future__ import annotations

from collections.abc import Callable

from fangxian.features.campaigns.models import Campaign

Marks = Callable[[Campaign], None]
_marks: list[Marks] = []


def marked_by(marks: Marks) -> None:
    """Have the feature that keeps the lists mark who is exempt; called once, when its application starts."""
    _marks[:] = [marks]


def mark(campaign: Campaign) -> None:
    """Mark the targets of a campaign who are exempt, before it is counted."""
    for marks in _marks:
        marks(campaign)
