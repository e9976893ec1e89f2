"""The kinds of reports there are, by the settings' one table, each with the decoders of its form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.kernel.authority import Role
from fangxian.kernel.authority.table import allows
from fangxian.kernel.reports import forms
from fangxian.kernel.reports.kinds import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """Code → kind."""
    table: Mapping[str, Kind] = import_string(settings.REPORTS)
    return table


@cache
def decoders() -> Mapping[tuple[str, int], forms.Decoder]:
    """(Code, form version) → what reads a body of it, for the kinds there are."""
    return {key: forms.decoder(form) for key, form in forms.load().items() if form["kind"] in kinds()}


@cache
def carried(role: Role) -> frozenset[str]:
    """The codes of the kinds that somebody in a role may report."""
    return frozenset(code for code, kind in kinds().items() if allows(role, kind.can))


@cache
def taken() -> frozenset[str]:
    """The codes of the kinds that are taken one by one."""
    return frozenset(code for code, kind in kinds().items() if kind.take is not None)
