"""The addresses of privacy."""

from django.urls import path

from fangxian.features.privacy.views import reports

app_name = "privacy"
urlpatterns = [
    path("", reports.weeks, name="weeks"),
    path("<str:area>/<str:day>/", reports.report, name="report"),
    path("<str:area>/<str:day>/looked/", reports.acknowledge, name="acknowledge"),
    path("<str:area>/<str:day>/readings.<str:form>", reports.export, name="export"),
]
