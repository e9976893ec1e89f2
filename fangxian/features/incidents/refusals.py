"""What incidents refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class CodeTaken(Conflict):
    """There is an incident of this code."""

    code = "incidents.code_taken"
    sentence = _("There is an incident %(incident)s already.")


class AlreadyEnded(Conflict):
    """The incident is over."""

    code = "incidents.already_ended"
    sentence = _("Incident %(incident)s has ended already.")


class EndsBeforeItStarts(BadInput):
    """The day of the end lies before the day of the start."""

    code = "incidents.ends_before_it_starts"
    sentence = _("An incident cannot end before it started.")


class KeyDoesNotFit(Conflict):
    """The master key of this installation is not the one the incident was opened under."""

    code = "incidents.key_does_not_fit"
    status = 500
    sentence = _("This installation has another key than the incident was opened under. Restore that key.")
