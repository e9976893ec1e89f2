"""What a plan lays out besides posts: grids, sites, leads, temporary branches."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fangxian.features.duty.models.plan import Plan
from fangxian.features.duty.models.site import SiteKind
from fangxian.kernel.codes import AreaCodeField


class PlanGrid(models.Model):
    """A grid of a plan, with the households it holds."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="grids")
    area = AreaCodeField()
    village = AreaCodeField()
    name = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    people = models.PositiveIntegerField()
    household_ids = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_grid_area")]
        constraints = [models.UniqueConstraint("plan", "area", name="plan_grid_once")]

    def __str__(self) -> str:
        return f"{self.area}"


class PlanSite(models.Model):
    """A site of a plan, from the list or found by computation, with the people it serves."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sites")
    code = models.CharField(max_length=64, db_collation="C")
    name = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(max_length=20, choices=SiteKind)
    area = AreaCodeField()
    lat = models.FloatField()
    lon = models.FloatField()
    tables = models.PositiveSmallIntegerField(default=0)
    rooms = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    is_computed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_site_area")]
        constraints = [models.UniqueConstraint("plan", "code", name="plan_site_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PlanLead(models.Model):
    """Who answers for an area, and who is the deputy; empty where nobody could be found."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="leads")
    area = AreaCodeField()
    role = models.CharField(max_length=20)
    holder = models.CharField(max_length=40, blank=True, db_collation="C")
    holder_name = models.CharField(max_length=120, blank=True)
    deputy = models.CharField(max_length=40, blank=True, db_collation="C")
    deputy_name = models.CharField(max_length=120, blank=True)
    span = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_lead_area")]
        constraints = [models.UniqueConstraint("plan", "area", name="plan_lead_once")]

    def __str__(self) -> str:
        return f"{self.area} {self.holder_name}"


class PlanBranch(models.Model):
    """A temporary branch a plan founds at a work site, with its members."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="branches")
    area = AreaCodeField()
    site = models.CharField(max_length=64, db_collation="C")
    name = models.CharField(max_length=200)
    secretary = models.CharField(max_length=40, db_collation="C")
    secretary_name = models.CharField(max_length=120, blank=True)
    members = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_branch_area")]
        constraints = [models.UniqueConstraint("plan", "site", name="plan_branch_once")]

    def __str__(self) -> str:
        return self.name


class PlanTeam(models.Model):
    """People of one crew at one place under a leader, who is one of them."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="teams")
    area = AreaCodeField()
    place = models.CharField(max_length=64, db_collation="C")
    crew = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    leader = models.CharField(max_length=40, db_collation="C")
    leader_name = models.CharField(max_length=120, blank=True)
    members = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_team_area")]
        constraints = [models.UniqueConstraint("plan", "place", "crew", "number", name="plan_team_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.crew}.{self.number}"


class PlanNotice(models.Model):
    """Something a person should look at in a plan: a figure that is not as the rule pack asks."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="notices")
    area = AreaCodeField()
    kind = models.CharField(max_length=24)
    place = models.CharField(max_length=96, db_collation="C")
    found = models.FloatField()
    wanted = models.FloatField()

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_notice_area")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"
