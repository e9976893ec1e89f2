"""What directives refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class NobodyAddressed(BadInput):
    """There is nobody of that kind in sight."""

    code = "directives.nobody_addressed"
    sentence = _("Nobody is found this way. Choose other areas, levels, people or another role.")


class PeopleUnknown(BadInput):
    """The list names people who are not in sight."""

    code = "directives.people_unknown"
    sentence = _("These codes belong to nobody in your sight: %(codes)s")


class DeadlinePast(BadInput):
    """The deadline lies before now."""

    code = "directives.deadline_past"
    sentence = _("The deadline lies in the past.")


class AnswerWrong(BadInput):
    """An answer is missing, or is not what is asked for."""

    code = "directives.answer_wrong"
    sentence = _("“%(question)s” needs an answer of the kind it asks for.")


class NumberOut(AnswerWrong):
    """A number is below nothing, or larger than anything that is counted here."""

    code = "directives.number_out"
    sentence = _("“%(question)s” needs a number between 0 and %(most)s.")


class AnswersMissing(Conflict):
    """The directive asks something that has no answer yet."""

    code = "directives.answers_missing"
    sentence = _("This directive asks questions. Answer them on its page; that reports back, too.")


class QuestionAsked(Conflict):
    """The same is asked of the same people already; the earlier directive says what they answered."""

    code = "directives.question_asked"
    sentence = _(
        "“%(question)s” is asked already, by %(number)s: %(same)s of those you ask have it, "
        "%(answered)s have answered. Read the answers there, or leave the question out."
    )


class NotRunning(Conflict):
    """The directive was withdrawn or replaced, or is still being sent."""

    code = "directives.not_running"
    sentence = _("This directive is not in force. Look at it again.")


class ReasonMissing(BadInput):
    """Whoever has a directive must learn why it goes."""

    code = "directives.reason_missing"
    sentence = _("Say why: everybody who has it reads this.")
