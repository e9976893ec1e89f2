"""The addresses of supervision: those of directives, and those of inspections."""

from fangxian.features.supervision.directives.urls import urlpatterns as directives
from fangxian.features.supervision.inspections.urls import urlpatterns as inspections

app_name = "supervision"
urlpatterns = [*directives, *inspections]
