"""Which sheets can be imported: one line a kind."""

from fangxian.features.campaigns.sheets import TARGETS
from fangxian.features.charges.sheets import LEADS
from fangxian.features.duty.sheets import SITES
from fangxian.features.orgs.sheets import UNITS
from fangxian.features.roster.sheets import ROSTER
from fangxian.features.sampling.list_sheet import LISTS
from fangxian.features.sampling.sheets import RESULTS
from fangxian.features.territory.sheets import AREAS, HOUSEHOLDS, OUTLINES, RESIDENTS
from fangxian.kernel.sheets import Kind

KINDS: dict[str, Kind] = {
    "territory": AREAS,
    "outlines": OUTLINES,
    "households": HOUSEHOLDS,
    "residents": RESIDENTS,
    "units": UNITS,
    "roster": ROSTER,
    "sites": SITES,
    "leads": LEADS,
    "targets": TARGETS,
    "results": RESULTS,
    "sampling-lists": LISTS,
}
