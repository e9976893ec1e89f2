"""Addresses of the page about the worked example."""

from django.urls import path

from fangxian.scenarios import views

app_name = "scenarios"
urlpatterns = [
    path("scenario/", views.scenario, name="scenario"),
    path("scenario/cases/", views.cases, name="cases"),
]
