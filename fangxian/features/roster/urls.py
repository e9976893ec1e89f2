"""Addresses of the roster."""

from django.urls import path

from fangxian.features.roster.views import bulk, community, lists, people

app_name = "roster"
urlpatterns = [
    path("", lists.responders, name="responders"),
    path("export.<str:form>", lists.export, name="export"),
    path("villages/", lists.villages, name="villages"),
    path("community/<str:area>/", community.community, name="community"),
    path("changes/", bulk.changes, name="changes"),
    path("changes/new/", bulk.choose, name="choose"),
    path("changes/<str:code>/", bulk.change, name="change"),
    path("changes/<str:code>/apply/", bulk.apply, name="apply"),
    path("changes/<str:code>/undo/", bulk.undo, name="undo"),
    path("new/", people.new_person, name="new"),
    path("people/<str:code>/", people.person, name="responder"),
    path("people/<str:code>/edit/", people.edit, name="edit"),
    path("people/<str:code>/away/", people.away, name="away"),
    path("people/<str:code>/back/", people.back, name="back"),
]
