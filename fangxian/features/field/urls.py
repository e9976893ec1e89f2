"""Addresses of the field; the phone app itself lies under /field/ as files."""

from django.urls import path

from fangxian.features.field import api
from fangxian.features.field.views import phones

app_name = "field"
urlpatterns = [
    path("api/field/enrol", api.enrol, name="api-enrol"),
    path("api/field/pull", api.pull, name="api-pull"),
    path("api/field/claims", api.claims, name="api-claims"),
    path("api/field/households/<str:code>/read", api.read_household, name="api-household"),
    path("api/field/leave", api.leave, name="api-leave"),
    path("phones/", phones.phones, name="phones"),
    path("phones/mine/", phones.mine, name="my-phone"),
    path("phones/people/", phones.people, name="phone-people"),
    path("phones/offer/", phones.offer, name="phone-offer"),
    path("phones/offer/<str:code>/", phones.offered, name="phone-offered"),
    path("phones/<str:code>/", phones.phone, name="phone"),
    path("phones/<str:code>/revoke/", phones.revoke, name="phone-revoke"),
]
