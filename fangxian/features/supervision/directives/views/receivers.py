"""Who has a directive, by name, narrowed to whom one looks for; the same as a file; reminding them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.directives import access, services
from fangxian.features.supervision.directives.selectors import answers, counting, receiving, tree
from fangxian.features.supervision.directives.selectors.receiving import Wanted
from fangxian.features.supervision.models import Directive
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download


@needs(Can.DIRECTIVE_VIEW)
@require_safe
def receivers(request: Asked, code: str) -> HttpResponse:
    """Those inside an area who have it, of some level, who lack a step, are late, or have climbed."""
    actor, now = request.actor, timezone.now()
    directive = access.get(actor, code)
    way = tree.find_area(actor, directive, request.GET.get("area", ""))
    wanted = _wanted(request, way[-1].code)
    query = urlencode({"area": wanted.area, "lacking": wanted.lacking, "level": wanted.level})
    levels = [(level, counting.word(level)) for level in counting.by_level(directive, wanted.area)]
    context = {
        "directive": directive,
        "area": way[-1],
        "page": receiving.page(actor, directive, wanted, now, request.GET.get("page", 1)),
        "wanted": wanted,
        "choices": receiving.LACKING.items(),
        "levels": levels if len(levels) > 1 else [],
        "may_remind": may_remind(request, directive),
        "files": files(request, code, query),
        "crumbs": [
            (_("Directives"), reverse("supervision:directives")),
            (directive.number, reverse("supervision:directive", args=[code])),
            (_("Receivers"), request.path),
        ],
    }
    part = "supervision/directives/receiver-rows.html"
    return render(request, part if request.htmx else "supervision/directives/receivers.html", context)


@needs(Can.DIRECTIVE_ISSUE)
@require_POST
def remind(request: Asked, code: str) -> HttpResponse:
    """Remind everybody inside an area who has not acknowledged; who was reminded just now is left alone."""
    area = request.POST.get("area", "")
    done = services.remind_silent(actor=request.actor, code=code, area=area)
    if done:
        said = ngettext("%(count)s is reminded.", "%(count)s are reminded.", done)
        messages.success(request, said % {"count": done})
    else:
        messages.info(request, _("Nobody is left to remind: all acknowledged or were reminded just now."))
    back = reverse("supervision:directive", args=[code])
    return redirect(f"{back}?{urlencode({'area': area})}#tree" if area else back)


@needs(Can.EXPORT)
@require_safe
def export(request: Asked, code: str, form: str) -> HttpResponse:
    """Those whom the page shows: how far they are, what they answered."""
    actor, now = request.actor, timezone.now()
    directive = access.get(actor, code)
    area = tree.find_area(actor, directive, request.GET.get("area", ""))[-1].code
    lines = answers.lines(actor, directive, _wanted(request, area), now)
    return download(
        actor=actor,
        subject=_("answers to directive %(number)s") % {"number": directive.number},
        area=area,
        form=as_table(form),
        tables=[Table(_("Answers"), answers.heads(directive), lines)],
    )


def files(request: Asked, code: str, query: str = "") -> list[tuple[str, str]]:
    """The files of a directive's receivers, for those who may take some away."""
    if not request.actor.may(Can.EXPORT):
        return []
    address = [(form.upper(), reverse("supervision:answers", args=[code, form])) for form in ("csv", "xlsx")]
    return [(label, f"{path}?{query}" if query else path) for label, path in address]


def may_remind(request: Asked, directive: Directive) -> bool:
    """Whether the actor may have those reminded who are silent."""
    return request.actor.may(Can.DIRECTIVE_ISSUE, directive.area) and directive.state == "issued"


def _wanted(request: Asked, area: str) -> Wanted:
    lacking, level = request.GET.get("lacking", ""), request.GET.get("level", "")
    return Wanted(area, lacking if lacking in receiving.LACKING else "", level)
