"""What the pages of accounts ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Refusal


class PlainForm(forms.Form):
    """A form whose fields look like the rest of the pages, and that can show a refusal where it belongs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-control")

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = refusal.facts.get("field") if isinstance(refusal, BadInput) else None
        self.add_error(str(field) if field in self.fields else None, str(refusal))


def _password(label: Any, *, new: bool = False, **more: Any) -> forms.CharField:
    complete = "new-password" if new else "current-password"
    widget = forms.PasswordInput({"autocomplete": complete})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, **more)


def _code() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(label=_("Code"), max_length=12, widget=forms.TextInput(attributes))


class SignInForm(PlainForm):
    """User name and password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = _password(_("Password"))


class CodeForm(PlainForm):
    """The six digits of the second factor."""

    code = _code()


class PasswordForm(PlainForm):
    """Changing one's own password."""

    present = _password(_("Present password"))
    new = _password(
        _("New password"), new=True, help_text=_("At least 10 signs; not a common one, and not your name.")
    )
    again = _password(_("New password again"), new=True)

    def clean_again(self) -> str:
        """The repetition, if it is one."""
        if self.cleaned_data["again"] != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two new passwords differ."))
        return str(self.cleaned_data["again"])


class ConfirmForm(PlainForm):
    """One's password once more, before something that matters."""

    password = _password(_("Password"))


class OpenForm(PlainForm):
    """Opening an account."""

    username = forms.CharField(label=_("User name"), max_length=150)
