"""Input of the pages of directives."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.supervision.directives import rules
from fangxian.features.supervision.directives.facts import FACTS
from fangxian.features.supervision.directives.services import Draft, Wanted
from fangxian.features.supervision.models import Period, QuestionKind, To
from fangxian.features.territory.models import Level
from fangxian.kernel.authority import Role
from fangxian.kernel.errors import Refusal
from fangxian.kernel.horizon import near

_MOMENT = "%Y-%m-%dT%H:%M"
ONLY_WHEN = {
    "levels": {"to": [To.AREAS]},
    "areas": {"to": [To.AREAS, To.ROLE, To.PEOPLE]},
    "role": {"to": [To.ROLE]},
    "unit": {"to": [To.UNIT]},
    "people": {"to": [To.LIST]},
}
"""Which field is shown for which way of addressing; read by the island `only-when`."""


class DirectiveForm(forms.Form):
    """A directive: what, until when, for whom; `areas` and `levels` are (code, words)."""

    code = forms.RegexField(r"^directive-[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput({"autofocus": True}))
    text = forms.CharField(
        label=_("What must be done"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "An empty line begins a paragraph, “- ” a point, “1. ” a numbered one, “# ” a heading; **bold**."
        ),
    )
    deadline_at = forms.DateTimeField(
        label=_("Done and reported back by"),
        validators=[near],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )
    to = forms.ChoiceField(label=_("For"), choices=To.choices, initial=To.AREAS)
    levels = forms.MultipleChoiceField(
        label=_("Leads of which level"),
        required=False,
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    areas = forms.MultipleChoiceField(
        label=_("In which areas"),
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("None chosen: your whole area. Choose several with Ctrl."),
    )
    role = forms.ChoiceField(label=_("In which role"), required=False, choices=[("", "–"), *Role.choices])
    unit = forms.CharField(label=_("Code of the unit"), required=False, max_length=64)
    people = forms.CharField(
        label=_("Codes of the people"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("As on the roster, with spaces, commas or lines between them."),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], levels: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["levels"].choices = levels  # type: ignore[attr-defined]
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "form-select" if choice else "form-control")

    def clean(self) -> dict[str, Any]:
        """Each way of addressing needs its own field."""
        asked = super().clean() or {}
        needed = {To.AREAS: "levels", To.ROLE: "role", To.UNIT: "unit", To.LIST: "people"}
        field = needed.get(asked.get("to", ""))
        if field and not asked.get(field):
            self.add_error(field, _("Say for whom this is."))
        return asked

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = str(refusal.facts.get("field", ""))
        self.add_error(field if field in self.fields else None, str(refusal))

    def draft(
        self, questions: tuple[Wanted, ...], files: tuple[tuple[str, bytes], ...], parent: str
    ) -> Draft:
        """What was filled in, as a directive to be."""
        asked = self.cleaned_data
        codes = [code for code in re.split(r"[\s,;，；、]+", asked["people"]) if code]
        return Draft(
            title=asked["title"],
            text=asked["text"],
            deadline_at=asked["deadline_at"],
            to=asked["to"],
            areas=tuple(asked["areas"]),
            levels=tuple(asked["levels"]),
            role=asked["role"],
            unit=asked["unit"],
            people=tuple(codes),
            questions=questions,
            files=files,
            parent=parent,
            code=asked["code"],
        )


class QuestionForm(forms.Form):
    """One thing to be reported back; a line without a question asks nothing."""

    label = forms.CharField(label=_("Question"), required=False, max_length=200)
    name = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=40,
        help_text=_("One word, the same whoever asks for it: “masks”."),
    )
    kind = forms.ChoiceField(label=_("Answer"), choices=QuestionKind.choices, initial=QuestionKind.NUMBER)
    period = forms.ChoiceField(label=_("Holds for"), choices=Period.choices, initial=Period.DAY)
    fact = forms.ChoiceField(
        label=_("Filled from"),
        required=False,
        choices=[("", _("nothing known")), *((name, fact.label) for name, fact in FACTS.items())],
    )
    minutes = forms.FloatField(label=_("Minutes each"), min_value=0.1, max_value=999, initial=rules.MINUTES)
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs.setdefault("class", "form-select" if choice else "form-control")

    def clean(self) -> dict[str, Any]:
        """A question needs its subject; without one, the question's own words are it."""
        asked = super().clean() or {}
        if asked.get("label"):
            asked["name"] = (asked.get("name") or asked["label"])[:40].strip().lower()
        return asked

    def wanted(self) -> Wanted | None:
        """The question, if there is one."""
        asked = self.cleaned_data
        return Wanted(**asked) if asked.get("label") else None


Questions = forms.formset_factory(QuestionForm, extra=1, max_num=12, absolute_max=20)
