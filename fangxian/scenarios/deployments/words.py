"""Names, labels, and why plans differ from what was there: sentences whose figures are computed."""

from __future__ import annotations

from fangxian.scenarios.debao_2022.marks import _

NAMES = {
    "ruili": _("Ruili"),
    "qingtongxia": _("Qingtongxia"),
    "wuzhou": _("One street of Wuzhou"),
    "napo": _("Napo"),
}
LABELS = {
    "points": _("Sampling points"),
    "tables": _("Tables, or groups"),
    "samplers": _("Samplers"),
    "helpers": _("Helpers at the points"),
    "workers": _("All who work at the points"),
    "present": _("Of them present"),
}

WHY: dict[tuple[str, str], str] = {
    ("ruili", "points"): _(
        "The plan knows no homes here. It opens a point for every %(wanted)s people: the guidance for towns "
        "in proportion to %(hours)s h. Really %(a_point)s people came to each. How far people would walk "
        "asks for more points, and only a map of homes shows it."
    ),
    ("ruili", "samplers"): _(
        "The pack relieves everybody: two crews, %(planned_a_sampler)s people a sampler. Really it was "
        "%(a_sampler)s; one crew for the whole time would be %(one_crew)s samplers at the plan's tables."
    ),
    ("ruili", "helpers"): _(
        "Really %(helpers_a_point)s a point. The pack has a registrar at each table and five more at each "
        "point, in two crews; who fetches and guides people on the way there is in none of its posts."
    ),
    ("qingtongxia", "points"): _(
        "The hours were not published, so the plan takes the %(hours)s h of the guidance then. In one day it "
        "would open %(points_in_a_day)s points."
    ),
    ("qingtongxia", "tables"): _(
        "For the same reason; in one day it would be %(tables_in_a_day)s tables. Really %(a_table)s people "
        "came to each group."
    ),
    ("qingtongxia", "samplers"): _(
        "What was published are medics, %(samplers_a_table)s in each group; the plan counts those who swab, "
        "one at each table in two crews. In one day it would be %(samplers_in_a_day)s."
    ),
    ("wuzhou", "workers"): _(
        "“At least” was said of those needed. The plan has two crews, %(one_crew_of_all)s people on duty at "
        "once; the round itself needs %(least)s, whatever its points."
    ),
    ("wuzhou", "present"): _(
        "They are %(present_share)s %% of the plan, and fewer than the round needs at any number of points: "
        "people must be seconded, or the round take longer."
    ),
    ("napo", "points"): _(
        "The population is the scenario's assumed share of the prefecture's, for none was found. The plan "
        "gives each of %(villages)s villages and communities a point, and more where its people ask for it. "
        "Really there were more, as hamlets lie apart: that needs a map of homes, as Debao's plan has it."
    ),
}
