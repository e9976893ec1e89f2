"""Questions about territory: areas, who lives there, what they need."""

from fangxian.features.territory.selectors.areas import (
    Below,
    Look,
    children,
    find_areas,
    look,
    outlines,
    path,
    roots,
)
from fangxian.features.territory.selectors.households import (
    Home,
    HomePage,
    doors,
    find_households,
    home,
    home_page,
)
from fangxian.features.territory.selectors.needs import Figures, figures

__all__ = [
    "Below",
    "Figures",
    "Home",
    "HomePage",
    "Look",
    "children",
    "doors",
    "figures",
    "find_areas",
    "find_households",
    "home",
    "home_page",
    "look",
    "outlines",
    "path",
    "roots",
]
