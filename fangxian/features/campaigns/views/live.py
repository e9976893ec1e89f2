"""Live coverage over server-sent events: a page looks on for as long as it is open and allowed to."""

from __future__ import annotations

import time
from importlib import import_module

from django.conf import settings
from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangxian.features.accounts import rules as sessions
from fangxian.features.accounts.services.sign_in import SEEN, SIGNED_IN
from fangxian.features.campaigns import access
from fangxian.features.campaigns import live as watching
from fangxian.features.campaigns.live import Watch
from fangxian.features.campaigns.selectors import places
from fangxian.features.charges import acting, looking
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def live(request: Asked, code: str, area: str) -> StreamingHttpResponse:
    """
    The stream of an area's figures.

    The view itself is an ordinary one behind the ordinary door; only its answer is written over time.
    """
    campaign = access.get(request.actor, code)
    places.way(request.actor, campaign, area)
    actor, session = request.actor, request.session.session_key or ""
    watch = Watch(actor, code, area, lambda: _still_holds(actor, session))
    answer = StreamingHttpResponse(watching.follow(watch), content_type="text/event-stream; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store, no-transform"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _still_holds(actor: Actor, session_key: str) -> bool:
    """Whether the session goes on, and the person still holds the charge they look under, or looks as it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request = HttpRequest()
    request.session = store(session_key)
    if not auth.get_user(request).is_authenticated or SIGNED_IN not in request.session:
        return False
    since, seen_at = request.session[SIGNED_IN], request.session[SEEN]
    if sessions.why_ended(signed_in_at=since, seen_at=seen_at, now=int(time.time())):
        return False
    me = actor.viewer or actor
    with transaction.atomic():
        scope.enter_self(me.person)
        now = acting.choose(me.person, wanted=me.charge)
        if now is None or (now.charge, now.area, now.role) != (me.charge, me.area, me.role):
            return False
        # Who looks as somebody else looks on only while they do, whatever the other person's charge does.
        return actor.viewer is None or looking.goes_on(request, now, actor.charge, timezone.now())
