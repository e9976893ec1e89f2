"""What secondments refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class AreaUnknown(BadInput):
    """There is no such area in sight."""

    code = "relief.area_unknown"
    sentence = _("There is no area %(area)s in your sight.")


class SameArea(BadInput):
    """The two areas are one, or one lies in the other."""

    code = "relief.same_area"
    sentence = _("Choose two areas of which neither lies in the other.")


class PeriodTurned(BadInput):
    """It would be over before it begins, or is over already."""

    code = "relief.period_turned"
    sentence = _("The end must lie after the beginning and after now.")


class NobodyChosen(BadInput):
    """No person was chosen."""

    code = "relief.nobody_chosen"
    sentence = _("Choose at least one person.")


class NotOfThatArea(BadInput):
    """Some of those chosen neither live nor work there."""

    code = "relief.not_of_that_area"
    sentence = _("These neither live nor work in the giving area, or are out of your sight: %(people)s.")


class HoldsMore(Conflict):
    """Some of those chosen hold or deputise a charge that the actor could not have given."""

    code = "relief.holds_more"
    sentence = _("These hold a charge that is not yours to give: %(people)s. Leave them out.")


class AlreadySeconded(Conflict):
    """Some of those chosen are in a secondment that is not over."""

    code = "relief.already_seconded"
    sentence = _("Somebody among those chosen is already seconded: %(people)s. Leave them out.")


class RoleNotLent(BadInput):
    """Who leads an area is appointed there, not lent."""

    code = "relief.role_not_lent"
    sentence = _("A %(role)s leads that area and is appointed there. Choose another role, or none.")


class ReasonMissing(BadInput):
    """An order needs a reason."""

    code = "relief.reason_missing"
    sentence = _("Say why; both sides read it.")


class NotRunning(Conflict):
    """It has not begun, or is over."""

    code = "relief.not_running"
    sentence = _("Nobody of them is seconded now. Look at what became of it.")
