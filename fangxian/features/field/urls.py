"""Addresses of the field; the phone app itself lies under /field/ as files."""

from django.urls import path

from fangxian.features.field import api
from fangxian.features.field.views import app, contacts, paper, phones, refused, slips

app_name = "field"
urlpatterns = [
    path("api/field/enrol", api.enrol, name="api-enrol"),
    path("api/field/pull", api.pull, name="api-pull"),
    path("api/field/claims", api.claims, name="api-claims"),
    path("api/field/households/<str:code>/read", api.read_household, name="api-household"),
    path("api/field/leave", api.leave, name="api-leave"),
    path("field/", app.missing, name="app"),
    path("phones/", phones.phones, name="phones"),
    path("my-phone/", phones.mine, name="my-phone"),
    path("phones/people/", phones.people, name="phone-people"),
    path("phones/offer/", phones.offer, name="phone-offer"),
    path("phones/offer/<str:code>/", phones.offered, name="phone-offered"),
    path("phones/refused/", refused.queue, name="refused"),
    path("phones/refused/discard/", refused.discard, name="refused-discard"),
    path("phones/refused/subjects/", refused.subjects, name="subjects"),
    path("phones/refused/<uuid:report>/", refused.one, name="refused-one"),
    path("phones/refused/<uuid:report>/accept/", refused.accept, name="refused-accept"),
    path("phones/refused/<uuid:report>/reopen/", refused.reopen, name="refused-reopen"),
    path("phones/<str:code>/", phones.phone, name="phone"),
    path("phones/<str:code>/revoke/", phones.revoke, name="phone-revoke"),
    path("contacts/", contacts.homes, name="contacts"),
    path("contacts/<str:code>/", contacts.household, name="contacts-household"),
    path("contacts/<str:code>/photos/<uuid:report>.jpg", contacts.photo, name="photo"),
    path("paper/", paper.lists, name="paper-lists"),
    path("paper/<str:campaign>/<str:area>/", paper.entry, name="paper"),
    path("paper/<str:campaign>/<str:area>/sheet/", paper.sheet, name="paper-sheet"),
    path("paper-slips/<str:code>/", slips.points, name="slips"),
    path("paper-slips/<str:code>/<str:point>/", slips.entry, name="slip"),
    path("paper-slips/<str:code>/<str:point>/print/", slips.printed, name="slips-print"),
]
