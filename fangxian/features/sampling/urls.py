"""Addresses of sampling."""

from django.urls import path

from fangxian.features.sampling.views import rounds

app_name = "sampling"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("<str:code>/", rounds.round_, name="round"),
]
