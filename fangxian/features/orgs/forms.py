"""What people enter on the pages of units."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.models import UnitKind
from fangxian.kernel.errors import Text

CODE = RegexValidator(
    r"\A[0-9A-Za-z][0-9A-Za-z._-]*\Z", _("A code has letters, digits, “-”, “_” and “.” only.")
)


def suggesting(url: Text, listed: str) -> forms.TextInput:
    """A field that suggests while one types; the page holds `<datalist id=listed>` and `url` fills it."""
    return forms.TextInput(
        attrs={
            "class": "form-control",
            "autocomplete": "off",
            "list": listed,
            "hx-get": url,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{listed}",
            "hx-sync": "this:replace",
            "hx-push-url": "false",
        }
    )


def _text(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **attrs})


class ParentForm(forms.Form):
    """Where a unit is to stand."""

    parent = forms.CharField(
        label=_("Parent unit"),
        required=False,
        max_length=64,
        help_text=_("Type a name or a code and choose; empty for a unit at the top."),
        widget=suggesting(reverse_lazy("orgs:suggestions"), "unit-suggestions"),
    )


class NameForm(forms.Form):
    """What a unit is to be called."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=_text(autocomplete="off"))


class UnitForm(ParentForm, NameForm):
    """A new unit."""

    code = forms.CharField(label=_("Unit code"), max_length=64, validators=[CODE], widget=_text())
    kind = forms.ChoiceField(
        label=_("Kind"), choices=UnitKind.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    area = forms.CharField(
        label=_("Area code"), max_length=32, help_text=_("The area it belongs to."), widget=_text()
    )
    field_order = ("name", "code", "kind", "area", "parent")
