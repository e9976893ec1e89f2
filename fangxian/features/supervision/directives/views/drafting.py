"""What somebody has written of a directive: looked at before it is issued, and issued."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseFormSet
from django.utils.safestring import SafeString

from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.asking import Earlier
from fangxian.features.supervision.directives.forms import DirectiveForm, QuestionForm
from fangxian.features.supervision.directives.richtext import rendered
from fangxian.features.supervision.directives.services import Draft, Wanted
from fangxian.features.supervision.directives.views.files import kept
from fangxian.features.supervision.models import Directive
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked


@dataclass(frozen=True, slots=True)
class Look:
    """A draft as its receivers will read it: for how many it is, what they are asked already."""

    draft: Draft
    text: SafeString
    expected: int
    earlier: list[Earlier]


@dataclass(frozen=True, slots=True)
class Written:
    """The filled-in page; `parent` is the directive to be issued onward, `old` the one to be replaced."""

    form: DirectiveForm
    questions: BaseFormSet[QuestionForm]
    parent: Directive | None
    old: Directive | None

    def look(self, actor: Actor) -> Look | None:
        """What issuing would do; None while something is missing, which the form says."""
        draft = self._draft()
        if draft is None:
            return None
        try:
            replaces = self.old.code if self.old else ""
            found = services.preview_directive(actor=actor, draft=draft, replaces=replaces)
        except Refusal as refusal:
            self.form.refuse(refusal)
            return None
        return Look(draft, rendered(draft.text), found.expected, found.earlier)

    def issue(self, request: Asked) -> Directive | None:
        """
        Issue it; None while something is missing, which the form says.

        Raises:
            Refusal: see `issue_directive` and `replace_directive`.
        """
        draft = self._draft(kept(request))
        if draft is None:
            return None
        if self.old is None:
            return services.issue_directive(actor=request.actor, draft=draft)
        reason = request.POST.get("reason", "")
        return services.replace_directive(actor=request.actor, code=self.old.code, draft=draft, reason=reason)

    def _draft(self, files: tuple[tuple[str, bytes], ...] = ()) -> Draft | None:
        if not (self.form.is_valid() and self.questions.is_valid()):
            return None
        found = [line.wanted() for line in self.questions if line.has_changed() or line.initial]
        wanted: dict[str, Wanted] = {one.name: one for one in found if one is not None}
        parent = self.parent.code if self.parent else (self.old.parent if self.old else "")
        return self.form.draft(tuple(wanted.values()), files, parent)
