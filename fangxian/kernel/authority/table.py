"""The authority page: every role, every capability, and nothing else decides."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a charge makes of a person, in the field's own words."""

    COMMANDER = "commander", _("Commander")
    CLERK = "clerk", _("Command post clerk")
    ORGANISER = "organiser", _("Organisation officer")
    TOWNSHIP_LEAD = "township_lead", _("Township lead")
    VILLAGE_LEAD = "village_lead", _("Village lead")
    GRID_WORKER = "grid_worker", _("Grid worker")
    SITE_LEAD = "site_lead", _("Site lead")
    SAMPLER = "sampler", _("Sampler")
    GATE_GUARD = "gate_guard", _("Gate guard")
    VOLUNTEER = "volunteer", _("Volunteer")
    COURIER = "courier", _("Courier")
    LABORATORY = "laboratory", _("Laboratory officer")
    INSPECTOR = "inspector", _("Inspector")
    EMERGENCY = "emergency", _("Emergency access")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("System administrator")
    OPERATOR = "operator", _("Operator at the console")


class Can(TextChoices):
    """One thing that can be allowed."""

    INCIDENT_OPEN = "incident.open", _("Open and end incidents")
    BOARD_VIEW = "board.view", _("See the board of one's area")
    AREA_IMPORT = "territory.import", _("Import areas and outlines")
    HOUSEHOLD_VIEW = "household.view", _("See households and how many need help")
    HOUSEHOLD_IMPORT = "household.import", _("Import households and residents")
    RESIDENT_READ = "resident.read", _("Read a resident's details, for a purpose")
    UNIT_VIEW = "unit.view", _("See units")
    UNIT_EDIT = "unit.edit", _("Import and change units")
    ROSTER_VIEW = "roster.view", _("See responders")
    ROSTER_EDIT = "roster.edit", _("Import and change responders")
    CHARGE_VIEW = "charge.view", _("See who answers for an area")
    CHARGE_APPOINT = "charge.appoint", _("Appoint leads and deputies")
    COVER_PUT = "cover.put", _("Put deputies on, and form groups of those below")
    HAND_OVER = "charge.hand_over", _("Hand over one's own charge")
    SECOND = "secondment.order", _("Second people from one area to another")
    CHARGE_VIEW_AS = "charge.view_as", _("Look as a charge below sees, changing nothing")
    GLASS_BREAK = "glass.break", _("Break the glass: read in a neighbouring area in an emergency")
    GLASS_REVIEW = "glass.review", _("See who broke the glass, and judge whether it was right")
    READINGS_VIEW = "readings.view", _("See who read residents' details, week by week")
    DUTY_VIEW = "duty.view", _("See sites, posts and shifts")
    OWN_DUTY_VIEW = "duty.own", _("See one's own posts and shifts")
    DUTY_CHANGE = "duty.change", _("Take people off posts")
    SITE_EDIT = "site.edit", _("Import, open and close sites")
    PLAN_VIEW = "plan.view", _("See plans")
    PLAN_DRAFT = "plan.draft", _("Draft and change plans")
    PLAN_PUBLISH = "plan.publish", _("Publish plans")
    CAMPAIGN_VIEW = "campaign.view", _("See campaigns and their coverage")
    CAMPAIGN_RUN = "campaign.run", _("Open and close campaigns")
    ROUND_VIEW = "round.view", _("See sampling rounds, their points and tubes")
    ROUND_ORDER = "round.order", _("Order sampling rounds, open and close points")
    LISTING_KEEP = "listing.keep", _("Keep the lists of who is exempt from sampling or sampled at home")
    SWAB_TAKE = "swab.take", _("Sample people at a table")
    TUBE_CARRY = "tube.carry", _("Pack, hand on and receive tubes")
    RESULT_ENTER = "result.enter", _("Enter and amend results of the laboratory")
    TARGET_ASSIGN = "target.assign", _("Give targets to somebody else")
    FIELD_REPORT = "field.report", _("Report from the field, by phone or from paper")
    PHONE_CARRY = "phone.carry", _("Carry an enrolled phone")
    DEVICE_MANAGE = "device.manage", _("Enrol and revoke phones of others")
    REPORT_SETTLE = "report.settle", _("Settle refused reports")
    ITEM_VIEW = "item.view", _("See tasks and other items of one's area")
    ITEM_OPEN = "item.open", _("Open items, confirm and withdraw them")
    DIRECTIVE_VIEW = "directive.view", _("See directives of one's area and who has them")
    DIRECTIVE_RECEIVE = "directive.receive", _("Receive directives, acknowledge and report back")
    DIRECTIVE_ISSUE = "directive.issue", _("Issue, replace and withdraw directives")
    FINDING_VIEW = "finding.view", _("See inspections and findings of one's area")
    INSPECTION_MAKE = "inspection.make", _("Inspect, look again, withdraw findings")
    APPRAISAL_OPEN = "appraisal.open", _("Open, count, close and export appraisals")
    APPRAISAL_VIEW = "appraisal.view", _("Read appraisals of people who stood in one's area")
    APPRAISAL_NOTE = "appraisal.note", _("Write notes about people, with the proof")
    APPRAISAL_COMMEND = "appraisal.commend", _("Commend people for a deed")
    EXPORT = "export", _("Export lists")
    TRAIL_READ = "trail.read", _("Read the trail")
    ACCOUNT_MANAGE = "account.manage", _("Open, lock and unlock accounts")


_SEES = {
    Can.ITEM_VIEW,
    Can.FINDING_VIEW,
    Can.DIRECTIVE_VIEW,
    Can.DIRECTIVE_RECEIVE,
    Can.BOARD_VIEW,
    Can.UNIT_VIEW,
    Can.CHARGE_VIEW,
    Can.DUTY_VIEW,
    Can.OWN_DUTY_VIEW,
    Can.CAMPAIGN_VIEW,
    Can.ROUND_VIEW,
}
_HOLDS = {Can.HAND_OVER}
_LEADS = _SEES | _HOLDS | {Can.HOUSEHOLD_VIEW, Can.RESIDENT_READ, Can.ROSTER_VIEW, Can.EXPORT, Can.PLAN_VIEW}
_STANDS = {Can.OWN_DUTY_VIEW, Can.DIRECTIVE_RECEIVE, Can.PHONE_CARRY} | _HOLDS
_SAMPLES = {Can.ROUND_VIEW, Can.SWAB_TAKE, Can.TUBE_CARRY}
_DIRECTS = {Can.DIRECTIVE_ISSUE}
_OPENS = {Can.ITEM_OPEN}
_RUNS = {Can.CAMPAIGN_RUN, Can.TARGET_ASSIGN, Can.DEVICE_MANAGE, Can.REPORT_SETTLE}
_GOES = {Can.FIELD_REPORT, Can.PHONE_CARRY}
_INSPECTS = {Can.INSPECTION_MAKE}
_APPRAISES = {Can.APPRAISAL_OPEN, Can.APPRAISAL_VIEW}
_COMMENDS = {Can.APPRAISAL_VIEW, Can.APPRAISAL_NOTE, Can.APPRAISAL_COMMEND}
_WATCHES = {Can.CHARGE_VIEW_AS, Can.GLASS_REVIEW, Can.READINGS_VIEW}
_BREAKS = {Can.GLASS_BREAK}

READS = frozenset(_SEES | {Can.HOUSEHOLD_VIEW, Can.ROSTER_VIEW, Can.PLAN_VIEW, Can.TRAIL_READ})
"""What is left to somebody who looks as another charge: nothing that changes, unseals or takes away."""

GRANTS: dict[Role, frozenset[Can]] = {
    Role.COMMANDER: frozenset(
        _LEADS
        | {Can.INCIDENT_OPEN, Can.CHARGE_APPOINT, Can.COVER_PUT, Can.SECOND, Can.DUTY_CHANGE, Can.SITE_EDIT}
        | {Can.PLAN_DRAFT, Can.PLAN_PUBLISH, Can.TRAIL_READ, Can.ROUND_ORDER, Can.LISTING_KEEP}
        | _RUNS
        | _OPENS
        | _INSPECTS
        | _DIRECTS
        | _APPRAISES
        | _COMMENDS
        | _WATCHES
    ),
    Role.CLERK: frozenset(
        _LEADS
        | {
            Can.AREA_IMPORT,
            Can.HOUSEHOLD_IMPORT,
            Can.UNIT_EDIT,
            Can.ROSTER_EDIT,
            Can.COVER_PUT,
            Can.DUTY_CHANGE,
            Can.SITE_EDIT,
            Can.PLAN_DRAFT,
            Can.ROUND_ORDER,
            Can.LISTING_KEEP,
        }
        | _RUNS
        | _GOES
        | _OPENS
        | _DIRECTS
    ),
    Role.ORGANISER: frozenset(
        _SEES
        | _HOLDS
        | _OPENS
        | _DIRECTS
        | _APPRAISES
        | {Can.UNIT_EDIT, Can.ROSTER_VIEW, Can.ROSTER_EDIT, Can.CHARGE_APPOINT, Can.SECOND}
        | {Can.PLAN_VIEW, Can.PLAN_DRAFT, Can.EXPORT, Can.COVER_PUT}
    ),
    Role.TOWNSHIP_LEAD: frozenset(
        _LEADS
        | {Can.CHARGE_APPOINT, Can.COVER_PUT, Can.SECOND, Can.DUTY_CHANGE, Can.TRAIL_READ, Can.LISTING_KEEP}
        | _RUNS
        | _GOES
        | _OPENS
        | _INSPECTS
        | _DIRECTS
        | _COMMENDS
        | _WATCHES
        | _BREAKS
    ),
    Role.VILLAGE_LEAD: frozenset(
        _LEADS
        | {Can.COVER_PUT, Can.TRAIL_READ, Can.TARGET_ASSIGN, Can.DEVICE_MANAGE, Can.REPORT_SETTLE}
        | {Can.LISTING_KEEP}
        | _GOES
        | _OPENS
        | _DIRECTS
        | _COMMENDS
        | _WATCHES
        | _BREAKS
    ),
    Role.GRID_WORKER: frozenset(_SEES | _HOLDS | {Can.HOUSEHOLD_VIEW, Can.RESIDENT_READ} | _GOES | _BREAKS),
    Role.SITE_LEAD: frozenset(_STANDS | _SAMPLES | {Can.BOARD_VIEW, Can.DUTY_VIEW, Can.CHARGE_VIEW}),
    Role.SAMPLER: frozenset(_STANDS | _SAMPLES),
    Role.GATE_GUARD: frozenset(_STANDS),
    Role.VOLUNTEER: frozenset(_STANDS | _SAMPLES),
    Role.COURIER: frozenset(_STANDS | {Can.ROUND_VIEW, Can.TUBE_CARRY}),
    Role.LABORATORY: frozenset(_STANDS | {Can.ROUND_VIEW, Can.TUBE_CARRY, Can.RESULT_ENTER}),
    Role.INSPECTOR: frozenset(
        _SEES
        | _HOLDS
        | _OPENS
        | _INSPECTS
        | {Can.APPRAISAL_NOTE, Can.HOUSEHOLD_VIEW, Can.ROSTER_VIEW, Can.PLAN_VIEW, Can.PHONE_CARRY}
    ),
    # Under a broken glass one reads, and reports nothing: a phone enrolled there would outlive the glass.
    Role.EMERGENCY: frozenset(
        {Can.BOARD_VIEW, Can.CHARGE_VIEW, Can.DUTY_VIEW, Can.CAMPAIGN_VIEW}
        | {Can.HOUSEHOLD_VIEW, Can.RESIDENT_READ}
    ),
    Role.AUDITOR: frozenset({Can.TRAIL_READ, Can.GLASS_REVIEW, Can.READINGS_VIEW}),
    Role.ADMINISTRATOR: frozenset({Can.ACCOUNT_MANAGE}),
    # Whoever has the console has the machine; no charge can be made of this role.
    Role.OPERATOR: frozenset(set(Can) - {Can.RESIDENT_READ}),
}


def allows(role: Role, can: Can) -> bool:
    """Whether a role carries a capability."""
    return can in GRANTS[role]
