"""Addresses of units."""

from django.urls import path

from fangxian.features.orgs import views

app_name = "orgs"
urlpatterns = [
    path("", views.units, name="units"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("export.<str:form>", views.export, name="export"),
    path("new/", views.new_unit, name="new"),
    path("<str:code>/", views.unit, name="unit"),
    path("<str:code>/name/", views.rename, name="rename"),
    path("<str:code>/parent/", views.move, name="move"),
    path("<str:code>/close/", views.close, name="close"),
]
