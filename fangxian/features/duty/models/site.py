"""Sites."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.kernel.codes import AreaCodeField


class SiteKind(models.TextChoices):
    """What happens at a site."""

    SAMPLING_POINT = "sampling_point", _("Sampling point")
    CHECKPOINT = "checkpoint", _("Checkpoint")
    ISOLATION_SITE = "isolation_site", _("Isolation site")
    TREATMENT_POINT = "treatment_point", _("Treatment point")
    DEPOT = "depot", _("Depot")
    LABORATORY = "laboratory", pgettext_lazy("site", "Laboratory")


class Site(models.Model):
    """A place where posts stand; found by people (imported) or computed by a plan."""

    code = models.CharField(max_length=64, unique=True, db_collation="C")
    name = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(max_length=20, choices=SiteKind)
    area = AreaCodeField()
    lat = models.FloatField()
    lon = models.FloatField()
    tables = models.PositiveSmallIntegerField(default=0)
    rooms = models.PositiveSmallIntegerField(default=0)
    plan = models.CharField(max_length=64, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index("area", "code", name="site_area"), models.Index("name", name="site_name")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
