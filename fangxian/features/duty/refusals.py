"""What duty will not do, each with its code and its sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class PlanNotDraft(Conflict):
    """The plan is not a draft any more, or not yet."""

    code = "duty.plan_not_draft"
    sentence = _("Plan %(plan)s is no draft (it is: %(state)s), so this cannot be done with it.")


class PlanOutdated(Conflict):
    """What the plan was computed from has changed since."""

    code = "duty.plan_outdated"
    sentence = _(
        "The register, the roster, the sites or the running plan changed after this draft was computed. "
        "Recompute it, look at what changes, then publish."
    )


class PlanHasOpenEdits(Conflict):
    """There are changes by hand the draft does not contain yet."""

    code = "duty.plan_has_open_edits"
    sentence = _("Changes were made by hand after the draft was computed. Recompute it, then publish.")


class PlanBusy(Conflict):
    """The plan is being computed right now."""

    code = "duty.plan_busy"
    sentence = _("This plan is being computed. Wait until it is done.")


class NothingToPlan(BadInput):
    """The area has no villages with households."""

    code = "duty.nothing_to_plan"
    sentence = _("There are no households in this area yet. Import the household register first.")


class PersonHasEdit(Conflict):
    """The person has a change by hand already."""

    code = "duty.person_has_edit"
    sentence = _("There is already a change by hand for %(name)s in this plan. Withdraw it first.")


class SiteHasEdit(Conflict):
    """The site is closed in this plan already."""

    code = "duty.site_has_edit"
    sentence = _("Site %(site)s is already closed in this plan.")


class PersonLacksSkill(BadInput):
    """The person cannot do what the post asks."""

    code = "duty.person_lacks_skill"
    sentence = _("%(name)s does not qualify for this post, which asks for: %(asked)s.")


class NotPosted(Conflict):
    """The person stands on no post in sight."""

    code = "duty.not_posted"
    sentence = _("%(name)s stands on no post of the running plan.")


class NobodyThere(Conflict):
    """Nobody in that role stands at the place who could go."""

    code = "duty.nobody_there"
    sentence = _(
        "Nobody is posted at %(place)s who could go (%(role)s). Staff it first, or take another team."
    )


class NoPostThere(Conflict):
    """The place has no post for the role."""

    code = "duty.no_post_there"
    sentence = _("The published plan has no post (%(role)s) at %(place)s, so nobody can be sent to it.")


class RestBroken(Conflict):
    """Whoever could go would not have their rest, or stand for too long."""

    code = "duty.rest_broken"
    sentence = _(
        "Nobody at %(place)s could go without losing their rest or standing too long (%(role)s). "
        "Take a team of another point."
    )


class CannotReturn(Conflict):
    """The seat somebody came from is not theirs any more."""

    code = "duty.cannot_return"
    sentence = _("%(name)s cannot go back: the plan changed, or somebody else stands there now.")
