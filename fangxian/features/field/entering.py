"""Reports that features below make on their own pages, written into the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fangxian.features.field import recording
from fangxian.features.field.jobs import REFUSED
from fangxian.features.field.sentences import sentence_of
from fangxian.kernel.authority import Actor, Can


def enter(actor: Actor, report: Mapping[str, Any], person: str, can: Can) -> str:
    """Write one report in the caller's transaction; why it was not taken, '' if it was."""
    with transaction.atomic():
        [answer] = recording.record_here(actor=actor, reports=[report], person=person, can=can)
    return sentence_of(answer.code) if answer.result == REFUSED else ""
