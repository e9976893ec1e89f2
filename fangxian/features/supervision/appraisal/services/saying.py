"""What others write of a person: notes and commendations, each with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from fangxian.features.supervision.appraisal import access, proofs
from fangxian.features.supervision.appraisal.events import Event
from fangxian.features.supervision.appraisal.refusals import (
    AboutOneself,
    CommendedAlready,
    SeenOutside,
    TextMissing,
)
from fangxian.features.supervision.models import (
    AppraisalNote,
    AppraisalState,
    Appraised,
    NoteKind,
)
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a person, where and when; `proof` is the code of an inspection, finding or item."""

    text: str
    place: str
    at: datetime
    proof: str


@transaction.atomic
def write_note(
    *, actor: Actor, appraisal: str, person: str, seen: Seen, at: datetime | None = None
) -> AppraisalNote:
    """
    Write down what was seen of a person; the person reads it with the writer's name.

    Raises:
        NotFound: no such appraisal or person in it, or out of sight.
        NotAllowed: the actor writes no notes there.
        AboutOneself: the actor is that person.
        NotOpen: the appraisal is closed or withdrawn.
        TextMissing, ProofMissing, ProofUnfit, SeenOutside: something is missing or does not fit.
    """
    return _write(actor, NoteKind.NOTE, Can.APPRAISAL_NOTE, appraisal, person, seen, at or timezone.now())


@transaction.atomic
def commend(
    *, actor: Actor, appraisal: str, person: str, seen: Seen, at: datetime | None = None
) -> AppraisalNote:
    """
    Commend a person for one deed, once.

    Raises:
        CommendedAlready: the same proof has been commended in this person.
        NotFound, NotAllowed, AboutOneself, NotOpen: see `write_note`.
        TextMissing, ProofMissing, ProofUnfit, SeenOutside: see `write_note`.
    """
    return _write(
        actor, NoteKind.COMMENDATION, Can.APPRAISAL_COMMEND, appraisal, person, seen, at or timezone.now()
    )


def _write(
    actor: Actor, kind: NoteKind, can: Can, appraisal: str, person: str, seen: Seen, at: datetime
) -> AppraisalNote:
    who = access.person(actor, appraisal, person)
    actor.require(can, who.area)
    if str(who.responder_id) == actor.responder:
        raise AboutOneself
    if not seen.text.strip() or not seen.place.strip():
        raise TextMissing(field="place" if seen.text.strip() else "text")
    if not who.appraisal.starts_at <= seen.at < who.appraisal.ends_at:
        raise SeenOutside(field="at")
    proof = proofs.find(actor, who, seen.proof.strip())
    access.hold_open(who.appraisal)
    if kind == NoteKind.COMMENDATION and _commended(who, proof.code):
        raise CommendedAlready(field="proof")
    note = AppraisalNote(
        appraisal_id=appraisal,
        responder_id=who.responder_id,
        area=who.area,
        kind=kind,
        text=seen.text.strip()[:2_000],
        seen_place=seen.place.strip()[:120],
        seen_at=seen.at,
        proof_kind=proof.kind,
        proof=proof.code,
        proof_title=proof.title[:200],
        by=actor.person,
        by_name=actor.name,
        by_role=actor.role,
        at=at,
    )
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError as error:
        raise CommendedAlready(field="proof") from error
    event = Event.NOTED if kind == NoteKind.NOTE else Event.COMMENDED
    trail.record(actor=actor, kind=event, area=who.area, subject=appraisal, at=at, person=who.name)
    return note


def _commended(who: Appraised, proof: str) -> bool:
    """Whether the same was commended in any appraisal that stands."""
    given = AppraisalNote.objects.filter(responder=who.responder_id, kind=NoteKind.COMMENDATION, proof=proof)
    return given.exclude(appraisal__state=AppraisalState.WITHDRAWN).exists()
