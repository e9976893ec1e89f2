"""What the pages of items ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.horizon import near


class TaskForm(forms.Form):
    """A new task for one area or for several at once."""

    title = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        widget=forms.TextInput({"class": "form-control", "autofocus": True}),
    )
    text = forms.CharField(
        label=_("In more words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"class": "form-control", "rows": 4}),
    )
    areas = forms.MultipleChoiceField(
        label=_("For"),
        help_text=_("Whoever leads an area does it there. Choose several with Ctrl."),
        widget=forms.SelectMultiple({"class": "form-select", "size": 8}),
    )
    deadline_at = forms.DateTimeField(
        label=_("Done by"),
        validators=[near],
        widget=forms.DateTimeInput({"type": "datetime-local", "class": "form-control"}, "%Y-%m-%dT%H:%M"),
    )
    severity = forms.TypedChoiceField(
        label=_("Weight"),
        coerce=int,
        choices=[(1, _("Ordinary")), (2, _("Important")), (3, _("Grave"))],
        initial=1,
        widget=forms.Select({"class": "form-select"}),
    )

    def __init__(self, *args: object, areas: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["areas"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = areas
