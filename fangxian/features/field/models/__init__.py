"""Tables of the field."""

from fangxian.features.field.models.device import Device, Enrolment
from fangxian.features.field.models.report import RefusedReport, Report, Settlement

__all__ = ["Device", "Enrolment", "RefusedReport", "Report", "Settlement"]
