"""The one thing this scenario does: write the sheets of a scale into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from fangxian.scenarios.debao_2022.layout import lay_out
from fangxian.scenarios.debao_2022.manifest import MANIFEST, FileFacts, Manifest, write_manifest
from fangxian.scenarios.debao_2022.personas import PERSONAS
from fangxian.scenarios.debao_2022.register import write_register
from fangxian.scenarios.debao_2022.roster import write_roster
from fangxian.scenarios.debao_2022.scales import CountyScale, Scale, ScenarioScale, scale_of
from fangxian.scenarios.debao_2022.sheets import Progress, Sheet
from fangxian.scenarios.debao_2022.sites import write_sites
from fangxian.scenarios.debao_2022.statements import STATEMENTS, SUMMARY, TITLE
from fangxian.scenarios.debao_2022.territory import write_areas, write_areas_above, write_outlines
from fangxian.scenarios.debao_2022.units import units_above, units_of, write_units

NAME = "debao-2022"
OUTLINES = "outlines.geojson"


def generate(folder: Path, *, scale: Scale, seed: int = 2022, progress: Progress | None = None) -> Manifest:
    """
    Write territory, outlines, households, residents, units, roster, sites and the manifest into `folder`.

    The folder is made where it is missing; files of an earlier run are replaced. The manifest is written
    last, so a folder without one is unfinished. The same scale and seed give the same bytes. `progress` is
    told the sheet, the rows written so far and the rows expected (0 where not known), every few ten
    thousand rows.

    Raises:
        ValueError: there is no such scale.
    """
    figures = scale_of(scale)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    written = {OUTLINES: write_outlines([c.code for c in figures.counties], folder / OUTLINES)}
    with ExitStack() as stack:
        sheets = {
            name: stack.enter_context(Sheet(folder, name, expected=expected, progress=progress))
            for name, expected in _expected(figures).items()
        }
        _write(figures.counties, seed, sheets)
    written |= {name: (sheet.rows, sheet.sha256) for name, sheet in sheets.items()}
    manifest = _manifest(figures, seed, written)
    write_manifest(folder, manifest)
    return manifest


def _expected(scale: ScenarioScale) -> dict[str, int]:
    return {
        "territory.csv": 0,
        "households.csv": scale.households,
        "residents.csv": scale.residents,
        "units.csv": 0,
        "roster.csv": sum(county.responders for county in scale.counties),
        "sites.csv": 0,
    }


def _write(counties: Sequence[CountyScale], seed: int, sheets: dict[str, Sheet]) -> None:
    write_areas_above(sheets["territory.csv"])
    write_units(units_above(), sheets["units.csv"])
    for scale in counties:
        county = lay_out(scale, seed)
        units = units_of(county)
        write_areas(county, sheets["territory.csv"])
        write_units(units, sheets["units.csv"])
        write_sites(county, seed, sheets["sites.csv"])
        write_roster(county, units, seed, sheets["roster.csv"])
        write_register(county, seed, sheets["households.csv"], sheets["residents.csv"])


def _manifest(scale: ScenarioScale, seed: int, written: dict[str, tuple[int, str]]) -> Manifest:
    files = tuple(
        FileFacts(name, *written[name], statement.real, statement.made, statement.sources)
        for name, statement in STATEMENTS.items()
    )
    return Manifest(NAME, TITLE, scale.name, seed, SUMMARY, files, PERSONAS)
