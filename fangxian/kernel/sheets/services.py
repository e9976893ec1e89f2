"""What can be done with an upload: hand in, check, decide, take in, put aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import new_code
from fangxian.kernel.db import scope
from fangxian.kernel.errors import BadInput, Conflict
from fangxian.kernel.sheets import access, files, registry
from fangxian.kernel.sheets.events import Event
from fangxian.kernel.sheets.kinds import Mode, Outcome
from fangxian.kernel.sheets.models import State, Upload
from fangxian.kernel.sheets.progress import Beat
from fangxian.kernel.sheets.sources import BadSheet
from fangxian.kernel.sheets.taking import take_in
from fangxian.kernel.trail import services as trail


class NotNow(Conflict):
    """The upload's state does not allow this (any more)."""

    code = "sheets.not_now"
    sentence = _("This import has moved on in the meantime. Look at it again.")


class FileGone(Conflict):
    """The file is no longer kept."""

    code = "sheets.file_gone"
    sentence = _("The file is no longer kept. Hand it in again.")


@transaction.atomic
def hand_in(
    *, actor: Actor, kind: str, name: str, chunks: Iterable[bytes], at: datetime | None = None
) -> Upload:
    """
    Keep a file and have it checked; `chunks` are its bytes.

    Raises:
        NotFound: no such kind, or not one the actor may import.
        BadSheet: the file is empty, too large or of a form that the kind does not take.
    """
    from fangxian.kernel.sheets import tasks

    wanted = registry.get(actor, kind)
    code = new_code("upload")
    form, size, sha256 = files.keep(code, chunks)
    if form not in wanted.formats:
        files.forget(code, form)
        given, usable = form.upper(), ", ".join(wanted.formats).upper()
        raise BadSheet(_("This is a %(form)s file; wanted: %(wanted)s."), form=given, wanted=usable)
    upload = Upload.objects.create(
        code=code,
        incident=actor.incident,
        area=actor.area,
        kind=kind,
        name=Path(name).name[:200],
        form=form,
        size=size,
        sha256=sha256,
        made_by=actor.person,
        made_by_name=actor.name,
        made_at=at or timezone.now(),
        heard_at=at or timezone.now(),
    )
    trail.record(
        actor=actor, kind=Event.SHEET_HANDED_IN, area=actor.area, subject=kind, code=code, sha256=sha256
    )
    tasks.queue_check(code, actor)
    return upload


@transaction.atomic
def decide(*, actor: Actor, code: str, mode: str, at: datetime | None = None) -> Upload:
    """
    Have a checked sheet taken in: its good rows, or all rows or none (`mode` is a value of Mode).

    Raises:
        NotFound: no such upload, or out of sight.
        BadInput: there is no such mode.
        NotNow: it is not waiting for a decision.
        FileGone: its file is no longer kept.
    """
    from fangxian.kernel.sheets import tasks

    upload = access.claim(actor, code)
    if mode not in set(Mode):
        raise BadInput
    if upload.state != State.CHECKED:
        raise NotNow
    if not files.sheet_of(code, upload.form).exists():
        raise FileGone
    upload.state, upload.mode, upload.share, upload.heard_at = State.RUNNING, mode, 0.0, at or timezone.now()
    upload.save(update_fields=["state", "mode", "share", "heard_at"])
    tasks.queue_take(code, actor)
    return upload


@transaction.atomic
def wake(*, actor: Actor, code: str, at: datetime | None = None) -> None:
    """
    Start the job of an upload again that has given no sign of life; a sheet taken in twice changes nothing.

    Raises:
        NotFound: no such upload, or out of sight.
        NotNow: its job is alive, or there is none.
    """
    from fangxian.kernel.sheets import tasks

    upload, now = access.claim(actor, code), at or timezone.now()
    if not upload.is_silent(now):
        raise NotNow
    upload.heard_at = now
    upload.save(update_fields=["heard_at"])
    queue = tasks.queue_check if upload.state == State.WAITING else tasks.queue_take
    queue(code, actor)


@transaction.atomic
def put_aside(*, actor: Actor, code: str, at: datetime | None = None) -> None:
    """
    Take nothing in and remove the file.

    Raises:
        NotFound: no such upload, or out of sight.
        NotNow: it is being taken in, or over.
    """
    upload = access.claim(actor, code)
    if upload.state not in (State.WAITING, State.CHECKED):
        raise NotNow
    upload.state, upload.ended_at = State.DROPPED, at or timezone.now()
    upload.save(update_fields=["state", "ended_at"])
    trail.record(actor=actor, kind=Event.SHEET_PUT_ASIDE, area=actor.area, subject=upload.kind, code=code)
    transaction.on_commit(lambda: files.forget(code, upload.form))


def check(*, actor: Actor, code: str) -> None:
    """Check an upload by a dry run, in transactions of its own; nothing happens if it is not waiting."""
    _run(actor, code, wanted=State.WAITING, done=State.CHECKED, dry_run=True)


def take(*, actor: Actor, code: str) -> None:
    """Take an upload in as was decided; does nothing if it is not to be."""
    _run(actor, code, wanted=State.RUNNING, done=State.DONE, dry_run=False)


def _run(actor: Actor, code: str, *, wanted: State, done: State, dry_run: bool) -> None:
    with scope.acting(actor):
        upload = access.get(actor, code)
        if upload.state != wanted:
            return
    try:
        with Beat(actor, code) as beat:
            outcome = take_in(
                actor,
                registry.get(actor, upload.kind),
                files.sheet_of(code, upload.form),
                mode=Mode(upload.mode or Mode.GOOD_ROWS),
                dry_run=dry_run,
                progress=beat,
                refused_path=files.refused_of(code, upload.form),
            )
    except (BadSheet, FileNotFoundError) as error:
        sentence = str(error) if isinstance(error, BadSheet) else str(FileGone.sentence)
        _end(actor, upload, State.FAILED, {"problem": sentence})
    except Exception:
        _end(actor, upload, State.FAILED, {"problem": str(_("Something went wrong here; it is in the log."))})
        raise
    else:
        _end(actor, upload, done, {"outcome": _plain(outcome), "has_refused": bool(outcome.refused)})


def _end(actor: Actor, upload: Upload, state: State, facts: dict[str, Any]) -> None:
    ended = None if state == State.CHECKED else timezone.now()
    with scope.acting(actor):
        access.visible(actor).filter(pk=upload.pk, state=upload.state).update(
            state=state, share=1.0, ended_at=ended, **facts
        )
        if ended:
            transaction.on_commit(lambda: files.forget(upload.code, upload.form))


def _plain(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON."""
    found = asdict(outcome)
    del found["refused_file"]
    return found | {"accepted": outcome.accepted}


@transaction.atomic
def take_away_refused(*, actor: Actor, code: str) -> tuple[Path, str]:
    """
    The file of an upload's refused rows and the name to save it under; the trail tells of it.

    Raises:
        NotFound: no such upload, or out of sight.
        FileGone: there is none, or it is no longer kept.
    """
    upload = access.get(actor, code)
    path = files.refused_of(code, upload.form)
    if not (upload.has_refused and path.exists()):
        raise FileGone
    trail.record(actor=actor, kind=Event.REFUSED_TAKEN_AWAY, area=actor.area, subject=upload.kind, code=code)
    return path, f"{Path(upload.name).stem}-refused.{upload.form}"
