"""The incident."""

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Incident(models.Model):
    """One outbreak response, with the data key that seals its residents' details."""

    code = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=200)
    area = AreaCodeField()
    rule_pack = models.CharField(max_length=64)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    wrapped_key = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="incident_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.code
