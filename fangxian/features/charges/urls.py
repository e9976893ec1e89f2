"""The addresses of charges."""

from django.urls import path

from fangxian.features.charges.views import answers, appointing, covering, glass, linking, own, spans, viewing

app_name = "charges"
urlpatterns = [
    path("", answers.charges, name="charges"),
    path("own/", own.own, name="own"),
    path("switch/", own.switch, name="switch"),
    path("accounts/", linking.link, name="link"),
    path("find/<slug:field>/", appointing.find, name="find"),
    path("glass/", glass.glasses, name="glasses"),
    path("glass/break/", glass.break_glass, name="glass-break"),
    path("glass/of/<str:code>/", glass.glass, name="glass"),
    path("glass/of/<str:code>/close/", glass.close, name="glass-close"),
    path("glass/of/<str:code>/acknowledge/", glass.acknowledge, name="glass-acknowledge"),
    path("glass/of/<str:code>/review/", glass.review, name="glass-review"),
    path("viewed/", viewing.viewed, name="viewed"),
    path("viewing/stop/", viewing.stop, name="view-stop"),
    path("of/<str:code>/view/", viewing.view, name="view"),
    path("own/away/", covering.away, name="away"),
    path("own/back/", covering.back, name="back"),
    path("of/<str:code>/deputy/", covering.deputy, name="deputy"),
    path("of/<str:code>/cover/", covering.put_on, name="cover"),
    path("of/<str:code>/uncover/", covering.take_off, name="uncover"),
    path("of/<str:code>/end/", appointing.end, name="end"),
    path("area/<str:code>/", answers.area, name="area"),
    path("area/<str:code>/vacancies/", answers.vacancies, name="vacancies"),
    path("area/<str:code>/groups/form/", spans.form_groups, name="group"),
    path("area/<str:code>/groups/dissolve/", spans.dissolve, name="ungroup"),
    path("area/<str:code>/groups.<str:form>", spans.export, name="groups-export"),
    path("area/<str:code>/appoint/", appointing.appoint, name="appoint"),
    path("area/<str:code>/leads.<str:form>", answers.export, name="export"),
]
