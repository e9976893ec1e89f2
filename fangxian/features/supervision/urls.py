"""The addresses of supervision: those of directives, of inspections, of appraisals."""

from fangxian.features.supervision.appraisal.urls import urlpatterns as appraisal
from fangxian.features.supervision.directives.urls import urlpatterns as directives
from fangxian.features.supervision.inspections.urls import urlpatterns as inspections

app_name = "supervision"
urlpatterns = [*directives, *inspections, *appraisal]
