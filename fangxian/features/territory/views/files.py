"""Files of territory: each in the form it can be imported in again, each told to the trail."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fangxian.features.territory import access, selectors
from fangxian.features.territory.models import NEEDS
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.kernel.authority import Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form, Table, download

AREAS = ("code", "name", "level", "parent", "lat", "lon", "population", "households")
HOUSEHOLDS = ("code", "village", "address", "lat", "lon", "members")


@require_GET
@needs(Can.EXPORT)
def areas(request: Asked, code: str, form: str) -> HttpResponse:
    """An area and every open area inside it, as the sheet of areas."""
    access.get(request.actor, code)
    found = access.visible(request.actor).filter(within(code, "code"), valid_until__isnull=True)
    rows = found.order_by("code").values_list(*AREAS).iterator(chunk_size=2000)
    columns = ["parent_code" if name == "parent" else name for name in AREAS]
    return _file(request, code, form, _("areas"), Table(_("Areas"), columns, rows), personal=False)


@require_GET
@needs(Can.EXPORT)
def households(request: Asked, code: str, form: str) -> HttpResponse:
    """The households of an area, as the sheet of households."""
    access.get(request.actor, code)
    found = access.households(request.actor).filter(within(code)).order_by("area", "code")
    rows = found.values_list(*HOUSEHOLDS).iterator(chunk_size=2000)
    columns = ["area_code" if name == "village" else name for name in HOUSEHOLDS]
    return _file(request, code, form, _("households"), Table(_("Households"), columns, rows), personal=True)


@require_GET
@needs(Can.EXPORT)
def doors(request: Asked, code: str, form: str) -> HttpResponse:
    """The door list of an area: households and how many there need help, no names."""
    access.get(request.actor, code)
    columns = [
        _("Household code"),
        _("Grid"),
        _("Address"),
        _("Members"),
        *(str(WORDS[one]) for one in NEEDS),
    ]
    rows = (
        [
            door.household.code,
            door.household.area,
            door.household.address,
            door.household.members,
            *(door.needs[need] or "" for need in NEEDS),
        ]
        for door in selectors.doors(request.actor, code)
    )
    return _file(request, code, form, _("door-list"), Table(_("Door list"), columns, rows), personal=True)


def _file(
    request: Asked, area: str, form: str, subject: str, table: Table, *, personal: bool
) -> HttpResponse:
    if form not in (Form.CSV, Form.XLSX):
        raise NotFound
    return download(
        actor=request.actor, subject=subject, area=area, form=Form(form), tables=[table], personal=personal
    )
