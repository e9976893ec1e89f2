"""The trail's addresses."""

from django.urls import path

from fangxian.kernel.trail import views

app_name = "trail"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("export/", views.export, name="export"),
]
