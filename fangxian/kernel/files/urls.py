"""The addresses of kept files."""

from django.urls import path

from fangxian.kernel.files import views

app_name = "files"
urlpatterns = [
    path("", views.files, name="files"),
    path("<str:code>/take/", views.take, name="take"),
    path("<str:code>/take-back/", views.take_back, name="take-back"),
]
