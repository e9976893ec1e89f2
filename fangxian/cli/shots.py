"""Which pages are photographed, as whom: a table from page to persona to address."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

COUNTY, TOWNSHIP, VILLAGE = "451024", "451024200", "451024200202"


@dataclass(frozen=True, slots=True)
class Shot:
    """
    One page: its name in the file names, who looks ('' nobody signed in), its view and arguments.

    `press` are the parts of that page, as selectors, to press in turn; the last leads on to the page meant.
    `undo` is pressed once the picture is taken, where what was pressed would hold for the pages after it.
    """

    name: str
    who: str
    view: str
    arguments: tuple[str, ...] = ()
    query: str = ""
    press: tuple[str, ...] = ()
    undo: str = ""

    def path(self, found: dict[str, str]) -> str:
        """Where the page is; arguments in braces stand for what the installation holds."""
        place = reverse(self.view, args=[one.format(**found) for one in self.arguments])
        return place + self.query.format(**found)


SHOTS: tuple[Shot, ...] = (
    Shot("sign-in", "", "accounts:sign-in"),
    Shot("scenario", "", "scenarios:scenario"),
    Shot("board", "county", "board:area", (COUNTY,)),
    Shot("board-township", "township", "board:area", (TOWNSHIP,)),
    Shot("board-village", "village", "board:area", (VILLAGE,)),
    Shot("board-grid", "grid", "board:home"),
    Shot("board-next-county", "yang", "board:home"),
    Shot("gaps", "county", "board:gaps", (COUNTY,)),
    Shot("search", "county", "board:search", query="?q=福"),
    Shot("items", "township", "items:items"),
    Shot("item", "township", "items:item", ("{task}",)),
    Shot("item-new", "county", "items:new"),
    Shot("inspections", "county", "supervision:inspections-area", (COUNTY,)),
    Shot("inspections-findings", "county", "supervision:inspections-findings", (COUNTY,)),
    Shot("inspections-round", "county", "supervision:inspections-round"),
    Shot("inspections-chains", "county", "supervision:inspections-chains"),
    Shot("inspections-place", "county", "supervision:inspections-place", ("{site}",)),
    Shot("inspections-inspect", "county", "supervision:inspections-inspect", ("{site}", "{checklist}")),
    Shot("inspections-made", "county", "supervision:inspections-made", ("{inspection}",)),
    Shot("finding", "prefecture", "supervision:finding", ("{finding}",)),
    Shot("finding-returned", "county", "supervision:finding", ("{returned}",)),
    Shot("item-returned", "county", "items:item", ("{returned}",)),
    Shot("directives", "village", "supervision:directives"),
    Shot("directives-issued", "county", "supervision:directives", query="?tab=issued"),
    Shot("directive-new", "county", "supervision:directive-new"),
    Shot("directive", "county", "supervision:directive", ("{directive}",)),
    Shot("directive-received", "township", "supervision:directive", ("{directive}",)),
    Shot("directive-onward", "township", "supervision:directive-new", query="?parent={directive}"),
    Shot("directive-village", "village", "supervision:directive", ("{onward}",)),
    Shot("directive-climbed", "county", "supervision:receivers", ("{directive}",), "?lacking=climbed"),
    Shot("directives-seen", "county", "supervision:directives", query="?tab=all"),
    Shot("directive-replace", "county", "supervision:directive-replace", ("{directive}",)),
    Shot("directive-receivers", "county", "supervision:receivers", ("{directive}",)),
    Shot("questions", "county", "supervision:register"),
    Shot("hand-overs", "village", "relief:home"),
    Shot("hand-over-ask", "village", "relief:ask", ("{charge}",)),
    Shot("hand-over", "grid", "relief:hand-over", ("{charge_handover}",)),
    Shot("secondments", "township", "relief:secondments"),
    Shot("secondment", "county", "relief:secondment", ("{secondment}",)),
    Shot("secondment-new", "county", "relief:order", query=f"?area={TOWNSHIP}"),
    Shot("campaigns", "county", "campaigns:campaigns"),
    Shot("campaign-new", "county", "campaigns:new"),
    Shot("campaign", "county", "campaigns:campaign", ("{campaign}",)),
    Shot("coverage", "county", "campaigns:area", ("{campaign}", COUNTY)),
    Shot("coverage-township", "township", "campaigns:area", ("{campaign}", TOWNSHIP)),
    Shot("coverage-grid", "village", "campaigns:area", ("{campaign}", "{grid}")),
    Shot("coverage-door", "village", "campaigns:door", ("{campaign}", "{household}")),
    Shot("work-given", "village", "campaigns:handover", ("{handover}",)),
    Shot("sampling", "county", "sampling:rounds"),
    Shot("sampling-order", "county", "sampling:new"),
    Shot("sampling-round", "county", "sampling:round", ("{round}",)),
    Shot("sampling-round-village", "village", "sampling:round", ("{round}",)),
    Shot("sampling-points", "county", "sampling:points", ("{round}",)),
    Shot("sampling-couriers", "county", "sampling:couriers", ("{round}",)),
    Shot("sampling-alarm", "township", "sampling:alarm", ("{alarm}",)),
    Shot("sampling-lists", "township", "sampling:lists"),
    Shot("sampling-laboratory", "county", "sampling:laboratory", ("{round}",)),
    Shot("sampling-tube", "county", "sampling:tube", ("{round}", "{tube}")),
    Shot("sampling-pools", "township", "sampling:pools", ("{round}",)),
    Shot("sampling-bottom", "county", "sampling:bottom", ("{round}",)),
    Shot("sampling-residents", "county", "sampling:poster", ("{round}",)),
    Shot("residents", "", "residents:start"),
    Shot("residents-area", "", "residents:area", (VILLAGE,)),
    Shot("residents-result", "", "residents:result"),
    Shot("field-slips", "sampler", "field:slips", ("{round}",)),
    Shot("field-slip", "sampler", "field:slip", ("{round}", "{point}"), "?tube=P0000000001"),
    Shot("field-slips-print", "sampler", "field:slips-print", ("{round}", "{point}")),
    Shot("plans", "clerk", "duty:plans"),
    Shot("plan-new", "clerk", "duty:plan-new"),
    Shot("plan", "clerk", "duty:plan", ("{draft}",)),
    Shot("plan-grids", "clerk", "duty:plan-grids", ("{draft}",)),
    Shot("plan-sites", "clerk", "duty:plan-sites", ("{draft}",)),
    Shot("plan-posts", "clerk", "duty:plan-posts", ("{draft}",)),
    Shot("plan-unfilled", "clerk", "duty:plan-unfilled", ("{draft}",)),
    Shot("plan-organisation", "clerk", "duty:plan-organisation", ("{draft}",)),
    Shot("plan-shifts", "clerk", "duty:plan-shifts", ("{draft}",)),
    Shot("plan-compare", "clerk", "duty:plan-compare", ("{draft}",)),
    Shot("plan-edits", "clerk", "duty:plan-edits", ("{draft}",)),
    Shot("running", "county", "duty:running"),
    Shot("running-grids", "county", "duty:running-grids"),
    Shot("running-sites", "county", "duty:running-sites"),
    Shot("running-posts", "county", "duty:running-posts"),
    Shot("running-unfilled", "county", "duty:running-unfilled"),
    Shot("running-organisation", "county", "duty:running-organisation"),
    Shot("running-shifts", "county", "duty:running-shifts"),
    Shot("sites", "township", "duty:sites"),
    Shot("site", "township", "duty:site", ("{site}",)),
    Shot("site-roster", "township", "duty:site-roster", ("{site}",)),
    Shot("post", "township", "duty:post", ("{post}",)),
    Shot("grid", "village", "duty:grid", ("{grid}",)),
    Shot("grid-doors", "village", "duty:grid-doors", ("{grid}",)),
    Shot("person-duty", "township", "duty:person", ("{holder}",)),
    Shot("own-duty", "sampler", "duty:own"),
    Shot("field-my-phone", "grid", "field:my-phone"),
    Shot("field-phones", "village", "field:phones"),
    Shot("field-phone", "village", "field:phone", ("{device}",)),
    Shot("field-phone-people", "village", "field:phone-people"),
    Shot("field-refused", "village", "field:refused"),
    Shot("field-refused-one", "village", "field:refused-one", ("{refused}",)),
    Shot("field-contacts", "village", "field:contacts"),
    Shot("field-contacts-household", "village", "field:contacts-household", ("{known}",)),
    Shot("field-paper-lists", "village", "field:paper-lists"),
    Shot("field-paper", "village", "field:paper", ("{campaign}", "{grid}")),
    Shot("field-paper-sheet", "village", "field:paper-sheet", ("{campaign}", "{grid}")),
    Shot("charges", "county", "charges:charges"),
    Shot("charges-area", "county", "charges:area", (TOWNSHIP,)),
    Shot("charges-vacancies", "county", "charges:vacancies", (COUNTY,)),
    Shot("charges-appoint", "county", "charges:appoint", (TOWNSHIP,)),
    Shot("charges-own", "village", "charges:own"),
    Shot("charges-own-township", "township", "charges:own"),
    Shot("charges-away", "village", "charges:away"),
    Shot("responders", "organiser", "roster:responders"),
    Shot("responder", "organiser", "roster:responder", ("{holder}",)),
    Shot("responder-edit", "organiser", "roster:edit", ("{holder}",)),
    Shot("responder-new", "organiser", "roster:new"),
    Shot("change-many", "organiser", "roster:responders", press=("[name=codes]", "[name=some]")),
    Shot("change", "organiser", "roster:change", ("{change}",)),
    Shot("changes", "organiser", "roster:changes"),
    Shot("community", "organiser", "roster:community", (VILLAGE,)),
    Shot("appraisals", "organiser", "supervision:appraisals"),
    Shot("appraisal-new", "organiser", "supervision:appraisal-new"),
    Shot("appraisal", "organiser", "supervision:appraisal", ("{appraisal}",)),
    Shot("appraisal-units", "organiser", "supervision:appraisal-units", ("{appraisal}",)),
    Shot("appraisal-person", "township", "supervision:appraised", ("{appraisal}", "{appraised}")),
    Shot("appraisal-print", "township", "supervision:appraised-print", ("{appraisal}", "{appraised}")),
    Shot("appraisal-note", "township", "supervision:appraised-note", ("{appraisal}", "{appraised}")),
    Shot("appraisal-commend", "township", "supervision:appraised-commend", ("{appraisal}", "{appraised}")),
    Shot("appraisal-own", "village", "supervision:appraisal-own", ("{appraisal}",)),
    Shot("units", "organiser", "orgs:units"),
    Shot("unit", "organiser", "orgs:unit", ("{unit}",)),
    Shot("unit-new", "organiser", "orgs:new"),
    Shot("areas", "clerk", "territory:areas"),
    Shot("area", "clerk", "territory:area", (TOWNSHIP,)),
    Shot("households", "clerk", "territory:households", (VILLAGE,)),
    Shot("household", "village", "territory:household", ("{household}",)),
    Shot("resident", "village", "territory:resident", ("{resident}",)),
    Shot("find-resident", "village", "territory:find-resident"),
    Shot("doors", "village", "territory:doors", (VILLAGE,)),
    Shot("imports", "clerk", "sheets:imports"),
    Shot("import-hand-in", "clerk", "sheets:hand-in"),
    Shot("import", "clerk", "sheets:import", ("{upload}",)),
    Shot("trail", "auditor", "trail:entries"),
    Shot("glass-break", "village", "charges:glass-break"),
    Shot("glasses", "auditor", "charges:glasses"),
    Shot("glass", "township", "charges:glass", ("{glass}",)),
    Shot(
        "viewing",
        "township",
        "charges:area",
        (VILLAGE,),
        press=("form[action*='/view/'] button",),
        undo="form[action*='/viewing/stop/'] button",
    ),
    Shot("viewed", "village", "charges:viewed"),
    Shot("readings", "auditor", "privacy:weeks"),
    Shot("readings-report", "village", "privacy:report", (VILLAGE, "{week}")),
    Shot("my-files", "county", "files:files"),
    Shot("own-account", "clerk", "accounts:own"),
    Shot("password", "clerk", "accounts:password"),
    Shot("second-factor", "clerk", "accounts:second-factor"),
    Shot("authority", "county", "accounts:authority"),
)


def unseen() -> dict[str, str]:
    """Pages that are not photographed, and why."""
    return {
        "accounts:second-step": "shown in the middle of signing in with a second factor",
        "accounts:accounts": "no persona of the demo manages accounts",
        "accounts:open": "no persona of the demo manages accounts",
        "accounts:account": "no persona of the demo manages accounts",
        "charges:link": "no persona of the demo manages accounts",
        "supervision:directive-sending": "part of a directive's page while a worker sends it",
        "supervision:appraisal-counting": "part of an appraisal's page while a worker counts it",
        "supervision:appraisals-mine": "leads on to the only appraisal that says something of the reader",
        "field:app": "the phone app itself; its screens are photographed apart",
        "field:phone-offered": "asked by the page of a code, which is shown once",
        "field:photo": "a picture, shown on the page of its household",
        "field:subjects": "suggestions while somebody types",
        "incidents:incidents": "opened and ended at the console",
        "incidents:end": "opened and ended at the console",
        "supervision:inspections": "leads on to the board of one's own area",
        "shell:gallery": "for those who build pages",
    }
