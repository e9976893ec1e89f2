"""What the demo's round came to, whether its counts close, and where to look at it."""

from __future__ import annotations

from fangxian.cli import personas
from fangxian.cli.installation import console
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

LOOK = (
    ("county", "/sampling/{code}/", "who is sampled, who is to go, every tube"),
    ("township", "/sampling/{code}/pools/", "the pools that are not resolved, with their clocks"),
    ("laboratory", "/sampling/{code}/laboratory/", "results by sheet or by hand"),
    ("sampler", "/my-phone/", "a code for the phone: table and boxes"),
    ("courier", "/my-phone/", "a code for the phone: boxes to carry"),
)
"""Who signs in, where, and what for."""


def figures(actor: Actor, code: str) -> dict[str, dict[str, object]]:
    """People by what is known of them; `closes` if every count of the round says the same of them."""
    from fangxian.features.sampling import access
    from fangxian.features.sampling.selectors import overview, verdicts
    from fangxian.features.sampling.selectors.found import found

    county = personas.acting_as(actor, "county")
    with scope.acting(county):
        of_round = access.get(county, code)
        line, told = overview.line(county, of_round), verdicts.verdicts(of_round, of_round.area)
        shown = found([code], of_round.area)[code]
    counts = line.counts
    return {
        "round": {
            "code": code,
            "sampled": told.sampled,
            "negative": told.negative,
            "positive": told.positive,
            "recheck": told.to_check,
            "swabs": counts["swabs"],
            "tubes": line.tubes,
            "closes": line.closes
            and counts["people"] == line.figures.reached == told.sampled
            and counts["received"] == line.tubes
            and (shown.negative, shown.positive, shown.unresolved.people)
            == (told.negative, told.positive, told.to_check)
            and not told.unknown,
        }
    }


def show(code: str) -> None:
    """Print where the round is to be seen, and as whom."""
    console.print("Round 1 of Debao is played to its bulletin; look at it as")
    for username, address, why in LOOK:
        console.print(f"  {username}: {address.format(code=code)} – {why}", soft_wrap=True)
