"""The main job on a scenario: sheets in, a proven plan published, people signed up; repeatable."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from fangxian.cli.operator import operator
from fangxian.cli.steps import Steps
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.db.home import home, private_folder
from fangxian.scenarios import debao_2022

INCIDENT = "debao-2022"
STARTED_ON = date(2022, 2, 4)
PACK = "cn-2022-03"
DAYS = 8
"""How long the plan runs: a day before today, and a week."""
SHEETS = ("territory", "outlines", "units", "households", "residents", "roster", "sites")
ROOTS = {"hamlet": "451024", "county": "451024", "prefecture": "4510"}


def run(
    steps: Steps, scale: debao_2022.Scale, seed: int, sheets: tuple[str, ...] = SHEETS
) -> tuple[Actor, str]:
    """
    Do the main job, leaving alone what is done already; the operator and the code of the running plan.

    `sheets` are those to take in, in their order.

    Raises:
        Refusal: a service refused; what was done before stays.
    """
    actor = begin(steps, scale, seed, sheets)
    plan = _plan(steps, actor, ROOTS[scale], seed)
    with steps.step("Giving the grid worker her grid"):
        give_grids(actor)
    return actor, plan


def begin(steps: Steps, scale: debao_2022.Scale, seed: int, sheets: tuple[str, ...] = SHEETS) -> Actor:
    """What comes before the plan: the incident, its sheets and its people; the operator."""
    folder = _generate(steps, scale, seed)
    actor = _open_incident(scale, folder)
    for kind in sheets:
        _take_in(steps, actor, kind, folder)
    with steps.step("Appointing the demo's people"):
        _sign_up(actor)
    return actor


def home_for(scale: str, seed: int) -> Path:
    """
    The home in which the scenario at this scale is or may be: one home holds one, as all are one incident.

    The first takes the installation's home, any other has a home of its own inside.
    """
    made = [folder.name for folder in (home() / "scenarios").glob(f"{INCIDENT}-*")]
    if not made or f"{INCIDENT}-{scale}-{seed}" in made:
        return home()
    return private_folder(home() / f"{scale}-{seed}")


def open_door_knock(steps: Steps, actor: Actor) -> str:
    """The code of the scenario's door-knock, opened and laid out unless one runs already."""
    from fangxian.cli import campaigning

    running = campaigning.running_door_knock(actor)
    if running:
        return running
    with steps.step("Opening a door-knock"):
        return campaigning.open_door_knock(actor)


def _generate(steps: Steps, scale: debao_2022.Scale, seed: int) -> Path:
    folder = private_folder(private_folder(home() / "scenarios") / f"{INCIDENT}-{scale}-{seed}")
    if debao_2022.read_manifest(folder) is None:
        with steps.step("Making the sheets") as report:
            debao_2022.generate(
                folder,
                scale=scale,
                seed=seed,
                progress=lambda sheet, done, of: report(sheet, done / of if of else 0),
            )
    return folder


def _open_incident(scale: debao_2022.Scale, folder: Path) -> Actor:
    """The operator of the incident; where that is new, no sheet has gone in, whatever the notes say."""
    from fangxian.features.incidents import access, services

    with scope.acting(operator()) as actor:
        if not access.visible(actor).filter(code=INCIDENT).exists():
            services.create_incident(
                actor=actor,
                code=INCIDENT,
                name="Debao 2022",
                area=ROOTS[scale],
                rule_pack=PACK,
                started_on=STARTED_ON,
            )
            for note in folder.glob("*.taken"):
                note.unlink()
    return operator(INCIDENT)


def _take_in(steps: Steps, actor: Actor, kind: str, folder: Path) -> None:
    """Import one sheet, unless exactly this sheet has gone in before."""
    from fangxian.config.sheets import KINDS
    from fangxian.kernel import sheets

    path = folder / ("outlines.geojson" if kind == "outlines" else f"{kind}.csv")
    done = path.with_suffix(".taken")
    if done.exists():
        return
    with steps.step(f"Importing {kind}") as report:
        outcome = sheets.take_in(actor, KINDS[kind], path, progress=lambda share: report("", share))
    if outcome.refused:
        raise RuntimeError(f"{kind}: {outcome.refused} rows refused, see {outcome.refused_file}")
    done.touch()


def _sign_up(actor: Actor) -> None:
    from fangxian.cli import personas

    personas.sign_up(actor)


def _yesterday() -> datetime:
    """Its midnight: what the demo plays began a day ago, and people stand there."""
    from django.utils import timezone

    before = timezone.localtime() - timedelta(days=1)
    return before.replace(hour=0, minute=0, second=0, microsecond=0)


def give_grids(actor: Actor) -> None:
    from fangxian.cli import personas

    personas.give_grids(actor)


def _plan(steps: Steps, actor: Actor, area: str, seed: int) -> str:
    from fangxian.features.duty import selectors, services

    running = selectors.running_plan(actor, area)
    if running is not None:
        return running.code
    with steps.step("Planning") as report:
        made = services.plan_area(
            actor=actor,
            area=area,
            pack=PACK,
            seed=seed,
            starts_at=_yesterday(),
            days=DAYS,
            progress=report,
        )
    with steps.step("Publishing"):
        services.publish_plan(actor=actor, code=made.code)
    return made.code
