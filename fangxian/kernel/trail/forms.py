"""What the trail's page can be asked."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.selectors import Question
from fangxian.kernel.trail.services import SENTENCES

_PLAIN = {"subject": "…", "area": "…"}


class _Dots(dict[str, str]):
    """Fills a sentence for the list of kinds."""

    def __missing__(self, key: str) -> str:
        return "…"


def kinds() -> list[tuple[str, object]]:
    """Every kind of event, by the feature it belongs to, for a list to choose from."""
    groups: list[tuple[str, object]] = [("", _("Everything"))]
    for feature, names in groupby(sorted(SENTENCES), key=lambda kind: kind.partition(".")[0]):
        groups.append((feature, [(kind, str(SENTENCES[kind]) % _Dots(_PLAIN)) for kind in names]))
    return groups


class QuestionForm(forms.Form):
    """Narrows the trail by kind, person, area and period."""

    kind = forms.ChoiceField(label=_("What happened"), required=False)
    person = forms.CharField(label=_("Who"), required=False, max_length=150)
    area = forms.CharField(label=_("Area code"), required=False, max_length=32)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))
    code = forms.CharField(label=_("Code of a file or a broken glass"), required=False, max_length=64)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]
        for field in self.fields.values():
            select = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    def question(self) -> Question:
        """The question asked; what could not be read does not narrow."""
        self.is_valid()
        given = self.cleaned_data
        return Question(
            area=given.get("area") or "",
            kind=given.get("kind") or "",
            person=given.get("person") or "",
            since=given.get("since"),
            until=given.get("until"),
            code=(given.get("code") or "").strip(),
        )
