"""Entering what stands on paper: one line at a time, each once, whoever enters it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from fangxian.features.field import lines, recording
from fangxian.features.field.jobs import DUPLICATE, REFUSED
from fangxian.features.field.refusals import EnteredOtherwise, LineUnknown, StillRefused
from fangxian.features.field.selectors import paper
from fangxian.features.field.selectors.paper import Door
from fangxian.features.field.sentences import sentence_of
from fangxian.kernel.authority import Actor, Can


@dataclass(frozen=True, slots=True)
class Entered:
    """A line that is in the log now; `again` if it was there already and said the same."""

    door: Door
    outcome: str
    again: bool


@transaction.atomic
def enter_line(
    *,
    actor: Actor,
    campaign: str,
    area: str,
    line: str,
    outcome: str,
    on: date,
    at: datetime,
    visit: int = 1,
    person: str = "",
    note: str = "",
    correct: bool = False,
) -> Entered:
    """
    Enter one line of the paper sheet of an area: the code of the line, and what the visit came to.

    `on` is the day of the sheet and `visit` the number of its column: campaign, household and these make the
    report's id, so that the same line entered twice is one report. `correct` says that an outcome entered
    before was wrong; the correction counts as one report more. `person` is the code of who went.

    Raises:
        NotFound: no such sheet in sight.
        NotAllowed: the actor does not report from the field.
        LineUnknown: no line of the sheet, or no outcome, is like this.
        EnteredOtherwise: it was entered with another outcome.
        StillRefused: the log does not take it.
    """
    actor.require(Can.FIELD_REPORT, area)
    sheet = paper.sheet(actor, campaign, area, on, visit)
    target = lines.find_line(line, [door.target.code for door in sheet.doors])
    if target is None:
        raise LineUnknown(line=line, field="line")
    if not paper.is_outcome(outcome):
        raise LineUnknown(line=outcome, field="outcome")
    door = next(door for door in sheet.doors if door.target.code == target)
    if door.entries and door.entered == outcome:
        return Entered(door, outcome, again=True)
    if door.entries and (not correct or door.entries >= lines.CORRECTIONS):
        raise EnteredOtherwise(line=door.code, outcome=paper.word_of(door.entered), entered=door.entered)
    report = {
        "id": str(lines.line_id(campaign, target, on, visit, door.entries)),
        "kind": "visit",
        "form_version": 1,
        "area": area,
        "subject": target,
        "occurred_at": at + timedelta(microseconds=door.entries),
        "body": {"outcome": outcome} | ({"note": note} if note else {}),
    }
    with transaction.atomic():
        [answer] = recording.record_here(actor=actor, reports=[report], person=person)
        if answer.result == REFUSED:
            raise StillRefused(why=sentence_of(answer.code))
    return Entered(door, outcome, again=answer.result == DUPLICATE)
