"""Addresses of the residents' page; public, and short enough to be read out."""

from django.urls import path

from fangxian.features.sampling.views import residents, result

app_name = "residents"
urlpatterns = [
    path("", residents.area, name="start"),
    path("result/", result.result, name="result"),
    path("<str:area>/", residents.area, name="area"),
]
