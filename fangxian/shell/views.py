"""The shell's own pages: the gallery of components."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import signed_in
from fangxian.shell.forms import SampleForm
from fangxian.shell.gallery import components, samples


@signed_in
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its parameters and an example."""
    form = SampleForm({"name": "", "note": "Longsang", "agreed": "on"})
    facts = {"components": components(), "form": form, **samples()}
    return render(request, "shell/gallery.html", facts)


@signed_in
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The example of a progress bar: a step further each time it is asked, until it is done."""
    done = min(_number(request.GET.get("done", "0")) + 20, 100)
    url = f"{reverse('shell:progress')}?done={done}" if done < 100 else ""
    return render(
        request, "shell/examples/progress.html", {"progress_share": done / 100, "progress_url": url}
    )


def _number(text: str) -> int:
    return number(text, 999) or 0
