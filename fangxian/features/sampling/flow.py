"""How somebody of a positive pool is resolved: told, isolated, sampled again singly, and the result."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.items.flows import By, Flow, Link, Move, Needs

FOUND, TOLD, ISOLATED, SWABBED = "found", "told", "isolated", "swabbed"
NEGATIVE, POSITIVE, RELEASED = "negative", "positive", "released"
UNSWABBED = (FOUND, TOLD, ISOLATED)

# Swabs and results move it by themselves; on its page only what no report tells. Of somebody in no list
# nobody knows which single swab is theirs: whoever answers says it, with the slip as evidence.
RETEST = Flow(
    kind="retest",
    label=_("Re-test"),
    states={
        FOUND: _("In a positive pool, to be told"),
        TOLD: _("Told, to be isolated"),
        ISOLATED: _("Isolated, to be sampled singly"),
        SWABBED: _("Sampled singly, waiting for the result"),
        NEGATIVE: pgettext_lazy("result", "Negative"),
        POSITIVE: pgettext_lazy("result", "Positive"),
        RELEASED: _("Released: the pool was none"),
    },
    moves=(
        Move("tell", _("Told"), (FOUND,), TOLD, (By.HOLDER,)),
        Move("isolate", _("Isolated where they are"), (FOUND, TOLD), ISOLATED, (By.HOLDER,)),
        Move("swab", _("Sampled singly"), UNSWABBED, SWABBED, ()),
        Move(
            "clear",
            _("Single result negative"),
            (*UNSWABBED, SWABBED),
            NEGATIVE,
            (By.OTHER,),
            (Needs.EVIDENCE,),
        ),
        Move(
            "confirm",
            _("Single result positive"),
            (*UNSWABBED, SWABBED),
            POSITIVE,
            (By.OTHER,),
            (Needs.EVIDENCE,),
        ),
        Move("release", _("Release"), (*UNSWABBED, SWABBED), RELEASED, ()),
        # An end is left by amended results alone; nobody moves it.
        Move("reopen", _("The pool is one again"), (), FOUND, ()),
        Move("reswab", _("Single result taken back"), (), ISOLATED, ()),
    ),
    ended=frozenset({NEGATIVE, POSITIVE, RELEASED}),
    links=(
        Link(FOUND, timedelta(hours=2)),
        Link(TOLD, timedelta(hours=1)),
        Link(ISOLATED, timedelta(hours=4)),
        Link(SWABBED, timedelta(hours=6)),
    ),
    reminds=timedelta(minutes=20),
    climbs=timedelta(minutes=30),
)
