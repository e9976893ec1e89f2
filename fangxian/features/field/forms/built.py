"""A page's form out of a form of the contract: what the phone draws, a supervisor corrects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.field.wording import word
from fangxian.kernel.reports.forms import Form

LONG = 200
"""From so many characters on a text has several lines."""
KEPT = ("jpeg", "lines", "answers")
"""Types that nobody types on a page: a picture, the lines of a checklist, what a directive asks."""
LOCAL = "%Y-%m-%dT%H:%M"


def instant_field(label: Any, *, required: bool = True, **options: Any) -> forms.DateTimeField:
    """An instant of local time, to the minute, in the browser's own picker."""
    widget = forms.DateTimeInput({"type": "datetime-local", "class": "form-control"}, format=LOCAL)
    formats = [LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
    return forms.DateTimeField(
        label=label, required=required, widget=widget, input_formats=formats, **options
    )


def fields_of(form: Form) -> dict[str, forms.Field]:
    """The fields of a form, named `body_…`; what nobody types is left as it is."""
    kind = form["kind"]
    return {f"body_{field['name']}": _field(kind, field) for field in form["fields"] if not _kept(field)}


def shown_when(form: Form) -> dict[str, dict[str, list[str]]]:
    """Which fields are asked only when another one says so: field → other field → its values."""
    return {
        f"body_{field['name']}": {f"body_{name}": list(values) for name, values in field["when"].items()}
        for field in form["fields"]
        if "when" in field
    }


def body_of(form: Form, given: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
    """
    What was given as the body of a report; empty fields are left out, what is not typed is what it was.

    A personal field that is left empty stays as it was, sealed.
    """
    body = {field["name"]: was.get(field["name"]) for field in form["fields"] if _kept(field)}
    for field in form["fields"]:
        value = given.get(f"body_{field['name']}")
        if field["type"] == "choices":
            value = list(value or [])
        elif field["type"] == "instant" and value is not None:
            value = value.isoformat()
        elif field.get("personal"):
            value = value or was.get(field["name"])
        body.setdefault(field["name"], value)
    return {name: value for name, value in body.items() if value not in (None, "", [])}


def _kept(field: dict[str, Any]) -> bool:
    return field["type"] in KEPT or bool(field.get("kept"))


def _field(kind: str, field: dict[str, Any]) -> forms.Field:
    label, required = word(f"{kind}.{field['name']}"), bool(field.get("required"))
    choices = [(one, word(f"{kind}.{field['name']}.{one}")) for one in field.get("choices", ())]
    match field["type"]:
        case "choice":
            listed = choices if required else [("", _("–")), *choices]
            select = forms.Select({"class": "form-select"})
            return forms.ChoiceField(label=label, required=required, choices=listed, widget=select)
        case "choices":
            return forms.MultipleChoiceField(
                label=label, required=required, choices=choices, widget=forms.CheckboxSelectMultiple
            )
        case "integer":
            widget = forms.NumberInput({"class": "form-control"})
            return forms.IntegerField(
                label=label, required=required, min_value=field["min"], max_value=field["max"], widget=widget
            )
        case "instant":
            return instant_field(label, required=required)
        case "text":
            return text_field(label, field["max"], required=required)
    raise ValueError(f"no page draws a {field['type']}")


def text_field(label: Any, most: int, *, required: bool = False, **options: Any) -> forms.CharField:
    """A text of at most so many characters, on one line or on several."""
    attrs = {"class": "form-control", "autocomplete": "off"}
    widget = forms.Textarea({**attrs, "rows": 3}) if most >= LONG else forms.TextInput(attrs)
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, **options)
