"""Refusals: typed, coded, translated; one middleware turns them into answers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refusal(Exception):
    """Something the system will not do, with a stable code and a sentence for the person who asked."""

    code = "refused"
    status = 409
    sentence: Text = _("This cannot be done.")

    def __init__(self, sentence: Text | None = None, **facts: object) -> None:
        self.sentence = sentence if sentence is not None else type(self).sentence
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence) % self.facts if self.facts else str(self.sentence)


class NotFound(Refusal):
    """No such thing, or it is out of the person's sight: the two are told alike on purpose."""

    code = "not_found"
    status = 404
    sentence = _("There is nothing here for you. It may belong to another area, or be gone.")


class NotAllowed(Refusal):
    """The person sees it but may not do this with it."""

    code = "not_allowed"
    status = 403
    sentence = _("Your present charge does not allow this.")


class BadInput(Refusal):
    """What was given cannot be used; `field` names where."""

    code = "bad_input"
    status = 422
    sentence = _("What was given cannot be used.")


class Conflict(Refusal):
    """Somebody else changed it first, or its state no longer allows this."""

    code = "conflict"
    status = 409
    sentence = _("Somebody changed this in the meantime. Look again, then decide.")


class TooManyWords(BadInput):
    """A reason, a remark or a comment is longer than anybody reads; nothing is cut off silently."""

    code = "too_many_words"
    sentence = _("At most %(most)s characters are kept here; this has %(count)s.")


WORDS = 2_000


def check_words(text: str, field: str) -> None:
    """
    Refuse a reason, a remark or a comment of more than 2,000 characters.

    Raises:
        TooManyWords: it is longer.
    """
    if len(text) > WORDS:
        raise TooManyWords(field=field, most=f"{WORDS:,}", count=f"{len(text):,}")
