"""What charges refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict, NotAllowed


class LeadTaken(Conflict):
    """Somebody else appointed a lead there in the meantime."""

    code = "charges.lead_taken"
    sentence = _("Somebody appointed a lead for %(area)s in the meantime. Look who it is, then decide.")


class RoleTooHigh(NotAllowed):
    """The role stands as high as the actor's own, or higher."""

    code = "charges.role_too_high"
    sentence = _("Your charge does not appoint a %(role)s there; somebody above you does.")


class AreaUnknown(BadInput):
    """There is no such area, or it is out of sight."""

    code = "charges.area_unknown"
    sentence = _("There is no area %(area)s in your sight.")


class ResponderUnknown(BadInput):
    """There is no such responder, or they are out of sight."""

    code = "charges.responder_unknown"
    sentence = _("There is no responder %(responder)s in your sight.")


class DeputyIsHolder(BadInput):
    """A person cannot be their own deputy."""

    code = "charges.deputy_is_holder"
    sentence = _("The deputy must be another person.")


class HolderMissing(BadInput):
    """A charge that is not a lead's needs a person."""

    code = "charges.holder_missing"
    sentence = _("Choose a person.")


class CoverMissing(Conflict):
    """There is no deputy, or the deputy is away, too."""

    code = "charges.cover_missing"
    sentence = _("Nobody could cover there: the charge has no deputy, or the deputy is away. Name one first.")


class NotPutOn(Conflict):
    """No deputy was put on there."""

    code = "charges.not_put_on"
    sentence = _("No deputy was put on there. Whoever is away is marked as back where they were marked away.")


class PeriodTurned(BadInput):
    """The period would end before it starts."""

    code = "charges.period_turned"
    sentence = _("It must end after it starts.")


class HoursWrong(BadInput):
    """What was given for how long is no number of hours."""

    code = "charges.hours_wrong"
    sentence = _("Give whole hours, from 1 to %(most)s, or nothing for “until it is taken back”.")


class ReasonMissing(BadInput):
    """A reason is needed."""

    code = "charges.reason_missing"
    sentence = _("Say why.")


class DeputyThere(Conflict):
    """The charge has a deputy."""

    code = "charges.deputy_there"
    sentence = _("This charge has a deputy already: %(deputy)s.")


class GroupsChanged(Conflict):
    """The groups that were looked at are not what would be formed now."""

    code = "charges.groups_changed"
    sentence = _("The areas below or their leads changed in the meantime. Look at the groups again.")


class AlreadyEnded(Conflict):
    """The charge is over."""

    code = "charges.already_ended"
    sentence = _("This charge has ended already.")


class NotBelow(NotAllowed):
    """Only a charge below one's own can be looked through."""

    code = "charges.not_below"
    sentence = _("You look only as a charge below your own. This one stands beside or above you.")


class OnlyLooking(NotAllowed):
    """Who looks as somebody else changes nothing."""

    code = "charges.only_looking"
    sentence = _("You look as somebody else, so nothing was changed. Stop looking, then do it as yourself.")
