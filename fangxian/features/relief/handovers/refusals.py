"""What hand-overs refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class SuccessorMissing(BadInput):
    """Nobody was named."""

    code = "relief.successor_missing"
    sentence = _("Choose who takes the charge over.")


class SuccessorHoldsIt(BadInput):
    """The successor is who holds the charge."""

    code = "relief.successor_holds_it"
    sentence = _("%(name)s holds this charge already. Choose somebody else.")


class NoAccount(BadInput):
    """Somebody without an account could not accept."""

    code = "relief.no_account"
    sentence = _("%(name)s has no account and could not accept. Have one opened for them first.")


class SuccessorAway(BadInput):
    """The successor is away when the charge would begin, and nobody would answer."""

    code = "relief.successor_away"
    sentence = _(
        "%(name)s is %(away)s, and nobody would answer. Name a deputy who is there, or a time after that."
    )


class AlreadyAsked(Conflict):
    """Somebody has been asked to take this charge over and has not answered."""

    code = "relief.already_asked"
    sentence = _("%(name)s has already been asked to take this charge over. Withdraw that first.")


class ChargeChanged(Conflict):
    """The charge has ended or went to somebody else since it was asked."""

    code = "relief.charge_changed"
    sentence = _(
        "This charge has ended or gone to somebody else in the meantime. Look who answers there now."
    )


class NotOpen(Conflict):
    """It was answered, withdrawn or has lapsed."""

    code = "relief.not_open"
    sentence = _("This hand-over is no longer open. Look at what became of it.")


class ItemsNotSeen(BadInput):
    """Some of what hangs on the charge has not been ticked."""

    code = "relief.items_not_seen"
    sentence = _("Look at every open item and tick it: %(count)s have not been ticked.")
