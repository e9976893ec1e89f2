"""The addresses of charges."""

from django.urls import path

from fangxian.features.charges.views import answers, appointing, linking, own, viewing

app_name = "charges"
urlpatterns = [
    path("", answers.charges, name="charges"),
    path("own/", own.own, name="own"),
    path("switch/", own.switch, name="switch"),
    path("accounts/", linking.link, name="link"),
    path("find/<slug:field>/", appointing.find, name="find"),
    path("viewed/", viewing.viewed, name="viewed"),
    path("viewing/stop/", viewing.stop, name="view-stop"),
    path("of/<str:code>/view/", viewing.view, name="view"),
    path("of/<str:code>/end/", appointing.end, name="end"),
    path("area/<str:code>/", answers.area, name="area"),
    path("area/<str:code>/vacancies/", answers.vacancies, name="vacancies"),
    path("area/<str:code>/appoint/", appointing.appoint, name="appoint"),
    path("area/<str:code>/leads.<str:form>", answers.export, name="export"),
]
