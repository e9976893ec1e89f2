"""Addresses of the shell's own pages."""

from django.urls import path

from fangxian.shell import views

app_name = "shell"
urlpatterns = [path("", views.gallery, name="gallery"), path("progress/", views.progress, name="progress")]
