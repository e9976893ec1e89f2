"""What campaigns refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class EndsBeforeItStarts(BadInput):
    """The end of the window lies before its start."""

    code = "campaigns.ends_before_it_starts"
    sentence = _("A campaign cannot end before it starts.")


class NobodyToReach(BadInput):
    """No household or resident of the area fits."""

    code = "campaigns.nobody_to_reach"
    sentence = _("There is nobody to reach in %(area)s. Import the register first, or choose other targets.")


class NotRunning(Conflict):
    """The campaign is being prepared or closed."""

    code = "campaigns.not_running"
    sentence = _("Campaign %(campaign)s is not running.")


class ReasonMissing(BadInput):
    """Work is handed over with a reason."""

    code = "campaigns.reason_missing"
    sentence = _("Say why the work is handed over.")


class NothingChosen(BadInput):
    """No target was chosen, or none in sight."""

    code = "campaigns.nothing_chosen"
    sentence = _("Choose at least one target.")


class StillPreparing(Conflict):
    """A worker lays out the targets at this moment."""

    code = "campaigns.still_preparing"
    sentence = _("The targets are being laid out; wait until that is done.")


class NobodyChosen(BadInput):
    """Nobody was named to take the work over."""

    code = "campaigns.nobody_chosen"
    sentence = _("Choose who takes the work over.")


class TooManyChosen(BadInput):
    """More targets at once than a person can look through."""

    code = "campaigns.too_many_chosen"
    sentence = _("At most %(most)s targets can be given at once.")


class NotGivenAnyMore(Conflict):
    """The work was given back already, or too long ago."""

    code = "campaigns.not_given_any_more"
    sentence = _("This can no longer be given back: it was already, or its time is over.")
