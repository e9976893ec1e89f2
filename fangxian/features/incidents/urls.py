"""The addresses of incidents."""

from django.urls import path

from fangxian.features.incidents import views

app_name = "incidents"
urlpatterns = [
    path("", views.incidents, name="incidents"),
    path("<str:code>/end/", views.end, name="end"),
]
