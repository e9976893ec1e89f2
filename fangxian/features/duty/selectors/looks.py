"""What is looked at: the draft of one plan, or what runs in an area; every list of duty starts here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from fangxian.features.duty import access
from fangxian.features.duty.models import (
    Gap,
    Plan,
    PlanBranch,
    PlanGrid,
    PlanLead,
    PlanNotice,
    PlanSite,
    PlanTeam,
    Post,
    Posting,
    Shift,
)
from fangxian.features.duty.models.plan import PlanState
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Look:
    """
    One area of one plan, or of what runs there (`plan` is None, `plans` are the keys of the plans that run).

    What runs may come from several plans: a township's newer one inside its county's.
    """

    area: str
    plan: Plan | None
    plans: tuple[int, ...]

    @property
    def is_live(self) -> bool:
        """Whether this is what runs now."""
        return self.plan is None

    @property
    def _of_posts(self) -> Q:
        return Q(live=True) if self.plan is None else Q(plan=self.plan)

    @property
    def _on_posts(self) -> Q:
        return Q(live=True) if self.plan is None else Q(post__plan=self.plan)

    @property
    def _of_plans(self) -> Q:
        return within(self.area) & Q(plan__in=self.plans)

    @property
    def posts(self) -> QuerySet[Post]:
        """The posts."""
        return Post.objects.filter(within(self.area), self._of_posts)

    @property
    def postings(self) -> QuerySet[Posting]:
        """Who holds what."""
        return Posting.objects.filter(within(self.area), self._on_posts)

    @property
    def gaps(self) -> QuerySet[Gap]:
        """What nobody fills."""
        return Gap.objects.filter(within(self.area), self._on_posts)

    @property
    def shifts(self) -> QuerySet[Shift]:
        """Every shift of every crew."""
        ours = Q(post__live=True) if self.plan is None else Q(post__plan=self.plan)
        return Shift.objects.filter(within(self.area), ours)

    @property
    def grids(self) -> QuerySet[PlanGrid]:
        """The grids as planned."""
        return PlanGrid.objects.filter(self._of_plans)

    @property
    def sites(self) -> QuerySet[PlanSite]:
        """The sites as planned."""
        return PlanSite.objects.filter(self._of_plans)

    @property
    def leads(self) -> QuerySet[PlanLead]:
        """Who answers for each area and grid, as planned."""
        return PlanLead.objects.filter(self._of_plans)

    @property
    def branches(self) -> QuerySet[PlanBranch]:
        """The temporary branches."""
        return PlanBranch.objects.filter(self._of_plans)

    @property
    def teams(self) -> QuerySet[PlanTeam]:
        """The teams."""
        return PlanTeam.objects.filter(self._of_plans)

    @property
    def notices(self) -> QuerySet[PlanNotice]:
        """What a person should look at."""
        return PlanNotice.objects.filter(self._of_plans)


def at_plan(actor: Actor, code: str, area: str = "") -> Look:
    """
    One plan, or an area inside it.

    Raises:
        NotFound: no such plan in sight, or the area lies outside it.
    """
    plan = access.get_plan(actor, code)
    if area and not area.startswith(plan.area):
        raise NotFound
    if plan.state == PlanState.DISCARDED:
        raise NotFound
    return Look(area or plan.area, plan, (plan.pk,))


def at_running(actor: Actor, area: str = "") -> Look:
    """
    What runs in an area of the actor's charge (the whole of it without one).

    Raises:
        NotFound: the area lies outside the charge.
        NotAllowed: the role sees no duty.
    """
    actor.require(Can.DUTY_VIEW)
    area = area or actor.area
    if not actor.covers(area):
        raise NotFound
    return Look(area, None, running_keys(area))


def running_keys(area: str) -> tuple[int, ...]:
    """Keys of the plans whose posts run in an area, also of plans that are out of sight themselves."""
    running = Post.objects.filter(within(area), live=True)
    return tuple(sorted(running.order_by().values_list("plan", flat=True).distinct()))
