"""The addresses of imports."""

from django.urls import path

from fangxian.kernel.sheets import views

app_name = "sheets"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("new/", views.hand_in, name="hand-in"),
    path("blank/<slug:kind>.csv", views.blank, name="blank"),
    path("<slug:code>/", views.import_, name="import"),
    path("<slug:code>/decide/", views.decide, name="decide"),
    path("<slug:code>/put-aside/", views.put_aside, name="put-aside"),
    path("<slug:code>/wake/", views.wake, name="wake"),
    path("<slug:code>/refused/", views.refused, name="refused"),
]
