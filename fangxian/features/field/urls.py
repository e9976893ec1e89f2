"""Addresses of the field; the phone app itself lies under /field/ as files."""

from django.urls import path

from fangxian.features.field import api

app_name = "field"
urlpatterns = [
    path("api/field/enrol", api.enrol, name="api-enrol"),
    path("api/field/pull", api.pull, name="api-pull"),
    path("api/field/claims", api.claims, name="api-claims"),
    path("api/field/households/<str:code>/read", api.read_household, name="api-household"),
    path("api/field/leave", api.leave, name="api-leave"),
]
