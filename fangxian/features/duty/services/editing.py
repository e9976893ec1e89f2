"""Changing a draft by hand: each change is kept, obeyed by every recomputation, and can be withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fangxian.features.duty import access
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Plan, PlanEdit
from fangxian.features.duty.models.plan import EditKind, PlanState
from fangxian.features.duty.refusals import (
    PersonHasEdit,
    PersonLacksSkill,
    PlanNotDraft,
    SiteHasEdit,
)
from fangxian.features.duty.rules import asked_for, lacking
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@transaction.atomic
def pin_person(*, actor: Actor, code: str, responder: str, post: str) -> PlanEdit:
    """
    Put a person on a post of the draft, whatever the computation would do.

    Raises:
        NotFound: no such plan, person or post in sight.
        NotAllowed: the actor may not change plans there.
        PlanNotDraft: the plan is no draft.
        PersonLacksSkill: the person cannot do what the post asks.
        PersonHasEdit: there is a change for this person already.
    """
    plan = _claim_draft(actor, code)
    person = _responder(responder)
    place = plan.posts.filter(code=post).first()
    if place is None:
        raise NotFound
    if lacking(person.skills, place.skills) or (place.kinds and person.kind not in place.kinds):
        raise PersonLacksSkill(name=person.name, asked=asked_for(place.skills, place.kinds))
    return _keep(actor, plan, PlanEdit(kind=EditKind.PIN, area=place.area, post=post), person)


@transaction.atomic
def mark_unavailable(*, actor: Actor, code: str, responder: str) -> PlanEdit:
    """
    Plan without a person; the roster itself stays as it is.

    Raises:
        NotFound: no such plan or person in sight.
        NotAllowed: the actor may not change plans there.
        PlanNotDraft: the plan is no draft.
        PersonHasEdit: there is a change for this person already.
    """
    plan = _claim_draft(actor, code)
    return _keep(actor, plan, PlanEdit(kind=EditKind.UNAVAILABLE, area=plan.area), _responder(responder))


@transaction.atomic
def close_site(*, actor: Actor, code: str, site: str) -> PlanEdit:
    """
    Plan without a site.

    Raises:
        NotFound: no such plan in sight, or no such site in it.
        NotAllowed: the actor may not change plans there.
        PlanNotDraft: the plan is no draft.
        SiteHasEdit: it is closed in this plan already.
    """
    plan = _claim_draft(actor, code)
    found = plan.sites.filter(code=site).first()
    if found is None:
        raise NotFound
    if plan.edits.filter(site=site).exists():
        raise SiteHasEdit(site=found.name)
    return _save(actor, plan, PlanEdit(kind=EditKind.CLOSE_SITE, area=found.area, site=site))


@transaction.atomic
def withdraw_edit(*, actor: Actor, code: str, responder: str = "", site: str = "") -> None:
    """
    Undo the change for a person, or for a site.

    Raises:
        NotFound: no such plan in sight, or no such change in it.
        NotAllowed: the actor may not change plans there.
        PlanNotDraft: the plan is no draft.
    """
    plan = _claim_draft(actor, code)
    edit = plan.edits.filter(responder=responder, site=site).first()
    if edit is None or not (responder or site):
        raise NotFound
    edit.delete()
    _note(plan)
    trail.record(
        actor=actor,
        kind=Event.EDIT_WITHDRAWN,
        area=plan.area,
        subject=code,
        edit=edit.kind,
        responder=responder,
        site=site,
    )


def _claim_draft(actor: Actor, code: str) -> Plan:
    scope.enter(actor)
    plan = access.claim_plan(actor, code, can=Can.PLAN_DRAFT)
    if plan.state != PlanState.DRAFT:
        raise PlanNotDraft(plan=code, state=PlanState(plan.state).label)
    return plan


def _responder(code: str) -> Responder:
    found = Responder.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def _keep(actor: Actor, plan: Plan, edit: PlanEdit, person: Responder) -> PlanEdit:
    if plan.edits.filter(responder=person.code).exists():
        raise PersonHasEdit(name=person.name)
    edit.responder, edit.responder_name = person.code, person.name
    return _save(actor, plan, edit)


def _save(actor: Actor, plan: Plan, edit: PlanEdit) -> PlanEdit:
    edit.plan, edit.made_by, edit.made_at = plan, actor.name, timezone.now()
    edit.save()
    _note(plan)
    trail.record(
        actor=actor,
        kind=Event.PLAN_EDITED,
        area=plan.area,
        subject=plan.code,
        edit=edit.kind,
        responder=edit.responder,
        post=edit.post,
        site=edit.site,
    )
    return edit


def _note(plan: Plan) -> None:
    """Remember that the draft does not contain the latest changes yet."""
    plan.edited_at = timezone.now()
    plan.save(update_fields=["edited_at"])
