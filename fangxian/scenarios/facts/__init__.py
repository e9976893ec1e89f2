"""Public facts of the Baise outbreak of February 2022: territory, outlines, cases and figures."""

from fangxian.scenarios.facts.reading import Area, Cases, cases, outlines, territory

__all__ = ["Area", "Cases", "cases", "outlines", "territory"]
