"""What the glass refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict, NotAllowed


class OutOfReach(BadInput):
    """The area is not beside or directly around one's own."""

    code = "glass.out_of_reach"
    sentence = _("Only the area around yours and what lies in it can be opened. Choose one of the list.")


class Unreasoned(BadInput):
    """A reason was not given in words."""

    code = "glass.unreasoned"
    sentence = _("Say in your own words why it cannot wait.")


class TooOften(Conflict):
    """The person broke the glass too often within a day."""

    code = "glass.too_often"
    sentence = _(
        "You have broken the glass %(times)s times within a day. Call the lead of the area or the county."
    )


class AlreadyOpen(Conflict):
    """One is open still."""

    code = "glass.already_open"
    sentence = _("You have one open already. Close it first.")


class AlreadyClosed(Conflict):
    """It is over."""

    code = "glass.already_closed"
    sentence = _("This one is closed already.")


class StillOpen(Conflict):
    """It cannot be judged before it is over."""

    code = "glass.still_open"
    sentence = _("It is open still. Close it, or wait until it ends, then judge it.")


class AlreadyReviewed(Conflict):
    """Somebody judged it."""

    code = "glass.already_reviewed"
    sentence = _("Somebody has judged it already. Look at what they said.")


class OwnGlass(NotAllowed):
    """Nobody judges what they did themselves."""

    code = "glass.own"
    sentence = _("Somebody else judges what you did: the lead of the area or the auditor.")
