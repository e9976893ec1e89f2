"""What is entered from the slip of a tube: a row, or the count at its foot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangxian.features.field.forms.built import instant_field, text_field
from fangxian.features.sampling.rules import LARGEST
from fangxian.features.territory.identity import is_free_form, normal_id, problem_of_id
from fangxian.features.territory.models import IdType

WHO = ("name", "id_type", "id_number", "phone")


class TubeForm(forms.Form):
    """Which tube; its barcode stands at the top of the slip."""

    tube = forms.RegexField(r"^[0-9A-Za-z-]{4,32}$", label=_("Barcode of the tube"), strip=True)


class RowForm(forms.Form):
    """One row: its number, when, and who; whoever is in the register is found by their document."""

    row = forms.IntegerField(label=_("Row"), min_value=1, max_value=LARGEST)
    table = forms.IntegerField(label=_("Table"), min_value=1, max_value=99)
    at = instant_field(_("When"))
    id_type = forms.ChoiceField(label=_("Document"), choices=IdType, required=False)
    id_number = text_field(_("Document number"), 32)
    name = text_field(_("Full name"), 120)
    phone = text_field(_("Telephone"), 20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("row", "form-control"), ("table", "form-control"), ("id_type", "form-select")):
            self.fields[name].widget.attrs["class"] = kind
        self.fields["id_number"].widget.attrs["autofocus"] = True

    def clean_id_number(self) -> str:
        """The number as the register has it; one that cannot be is refused, for it would find nobody."""
        number = normal_id(str(self.cleaned_data["id_number"]))
        if not number:
            return ""
        chinese = self.cleaned_data.get("id_type") == IdType.CN_RESIDENT_ID
        if problem_of_id(number) if chinese else not is_free_form(number):
            raise forms.ValidationError(_("There is no such document number. Compare it with the slip."))
        return number

    def clean(self) -> dict[str, Any]:
        """Somebody must be told apart from others."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given["id_number"] and not given["name"]:
            raise forms.ValidationError(_("Enter a document number or a name."))
        return given

    def who(self) -> dict[str, str]:
        """The personal fields of the swab; a type only with a number."""
        given = {name: str(self.cleaned_data[name]) for name in WHO}
        return given if given["id_number"] else given | {"id_type": ""}


class ClosingForm(forms.Form):
    """The foot: how many swabs the table counted, and when it closed the tube."""

    swabs = forms.IntegerField(label=_("Swabs in the tube"), min_value=0, max_value=LARGEST)
    closed_at = instant_field(_("Closed at"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["swabs"].widget.attrs["class"] = "form-control"


def now() -> datetime:
    """The local time to the minute, as the fields show it."""
    return timezone.localtime().replace(second=0, microsecond=0)
