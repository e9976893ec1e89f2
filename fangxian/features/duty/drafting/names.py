"""Names of what a plan makes: grids, computed sites, temporary branches, in the installation's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fangxian.engines.planning import result
from fangxian.features.duty.drafting.register import Register


@dataclass(frozen=True, slots=True)
class Names:
    """Names of areas by index, and of grids and sites by code."""

    areas: tuple[str, ...]
    grids: dict[str, str]
    sites: dict[str, str]

    def place(self, code: str, kind: str, area: int) -> str:
        """The name of a post's place."""
        if kind == "mobile":
            with translation.override(settings.LANGUAGE_CODE):
                return _("%(area)s mobile team") % {"area": self.areas[area]}
        return self.sites.get(code) or self.grids.get(code) or self.areas[area]

    def branch(self, site: str) -> str:
        """The name of the temporary branch of a site."""
        with translation.override(settings.LANGUAGE_CODE):
            return _("Temporary branch of %(site)s") % {"site": self.sites.get(site, site)}


def names(register: Register, made: result.Plan) -> Names:
    """The names in a result; stored text, so in the language of the installation, not of the reader."""
    with translation.override(settings.LANGUAGE_CODE):
        grid, point = _("%(area)s grid %(number)d"), _("%(area)s sampling point %(number)d")
    grids = {
        code: grid % {"area": register.area_names[area], "number": int(code[-3:])}
        for code, area in zip(made.grids.code, made.grids.area.tolist(), strict=True)
    }
    sites, number = dict(register.site_names), dict[int, int]()
    for code, area in zip(made.sites.code, made.sites.area.tolist(), strict=True):
        number[area] = number.get(area, 0) + 1
        sites.setdefault(code, point % {"area": register.area_names[area], "number": number[area]})
    return Names(register.area_names, grids, sites)
