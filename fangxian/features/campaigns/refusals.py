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
