"""The addresses of appraisals, below those of supervision."""

from django.urls import URLPattern, path

from fangxian.features.supervision.appraisal.views import files, lists, one, opening, own, person, saying

_PERSON = "appraisals/<str:code>/people/<str:who>"
urlpatterns: list[URLPattern] = [
    path("appraisals/", lists.appraisals, name="appraisals"),
    path("appraisals/new/", opening.new, name="appraisal-new"),
    path("appraisals/mine/", own.mine, name="appraisals-mine"),
    path("appraisals/mine/<str:code>/", own.own, name="appraisal-own"),
    path("appraisals/mine/<str:code>/reply/", own.reply, name="appraisal-reply"),
    path("appraisals/<str:code>/", lists.people, name="appraisal"),
    path("appraisals/<str:code>/units/", lists.units, name="appraisal-units"),
    path("appraisals/<str:code>/counting/", one.counting, name="appraisal-counting"),
    path("appraisals/<str:code>/count/", one.count, name="appraisal-count"),
    path("appraisals/<str:code>/close/", one.close, name="appraisal-close"),
    path("appraisals/<str:code>/withdraw/", one.withdraw, name="appraisal-withdraw"),
    path("appraisals/<str:code>/export/<str:form>/", files.export, name="appraisal-export"),
    path(f"{_PERSON}/", person.person, name="appraised"),
    path(f"{_PERSON}/print/", files.paper, name="appraised-print"),
    path(f"{_PERSON}/note/", saying.note, name="appraised-note"),
    path(f"{_PERSON}/commend/", saying.commend, name="appraised-commend"),
]
