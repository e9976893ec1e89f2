"""Addresses of sampling."""

from django.urls import path

from fangxian.features.sampling.views import live, orders, points, rounds

app_name = "sampling"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("new/", orders.new, name="new"),
    path("new/preview/", orders.preview, name="preview"),
    path("<str:code>/", live.round_, name="round"),
    path("<str:code>/points/", points.points, name="points"),
    path("<str:code>/points/<str:point>/", points.change, name="point-change"),
]
