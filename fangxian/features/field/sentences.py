"""What each code of the field API says to people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import Refusal, Text

SENTENCES: dict[str, Text] = {
    "field.token_unknown": _("This phone is not enrolled here. Enrol it again; what waits on it is kept."),
    "field.device_revoked": _("This phone was revoked. Enrol it again; what waits on it is kept."),
    "field.device_expired": _(
        "The enrolment of this phone has expired. Enrol it again; what waits on it is kept."
    ),
    "field.charge_ended": _("This charge has ended; what was done before it ended still counts."),
    "field.too_many": _("This is too much at once. Send fewer reports at a time."),
    "field.unreadable": _("This could not be read."),
    "field.busy": _("Very much is coming in. Your reports wait on the phone and will be sent later."),
    "field.form_unknown": _("This server does not know this form. It may be older than the app."),
    "field.body_wrong": _("A field is missing or wrong."),
    "field.subject_unknown": _("What this speaks of is not in your area, or not for you. It may be gone."),
    "field.area_outside": _("This lies outside the area of your charge."),
    "field.from_the_future": _("This is said to have happened later than now. Look at the phone's clock."),
    "field.too_large": _("This is too large."),
    "field.not_yours": _("This report belongs to somebody else."),
    "field.may_not": _("The charge it was made under does not report this."),
}


class _Gaps(dict[str, str]):
    def __missing__(self, _fact: str) -> str:
        return "…"


def sentence_of(code: str) -> str:
    """What a code says, of the field or of the feature that refuses; the code itself if nobody has it."""
    if code in SENTENCES:
        return str(SENTENCES[code])
    found = _of_features().get(code)
    return code if found is None else str(found) % _Gaps()


@cache
def _of_features() -> dict[str, Text]:
    return {one.code: one.sentence for one in _below(Refusal)}


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
