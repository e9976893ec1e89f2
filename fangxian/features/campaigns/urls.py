"""Addresses of campaigns."""

from django.urls import path

from fangxian.features.campaigns.views import areas, campaign, doors, files, giving, lists, live

app_name = "campaigns"

urlpatterns = [
    path("", lists.campaigns, name="campaigns"),
    path("new/", lists.new, name="new"),
    path("new/preview/", lists.preview, name="preview"),
    path("handovers/<str:handover>/", giving.handover, name="handover"),
    path("handovers/<str:handover>/back/", giving.back, name="give-back"),
    path("<str:code>/", campaign.campaign, name="campaign"),
    path("<str:code>/progress/", campaign.progress, name="progress"),
    path("<str:code>/again/", campaign.again, name="again"),
    path("<str:code>/discard/", campaign.discard, name="discard"),
    path("<str:code>/close/", campaign.close, name="close"),
    path("<str:code>/reopen/", campaign.reopen, name="reopen"),
    path("<str:code>/area/<str:area>/", areas.area, name="area"),
    path("<str:code>/area/<str:area>/map.json", areas.chart, name="map"),
    path("<str:code>/area/<str:area>/boxes.json", areas.boxes, name="boxes"),
    path("<str:code>/area/<str:area>/pace.json", areas.pace, name="pace"),
    path("<str:code>/area/<str:area>/live/", live.live, name="live"),
    path("<str:code>/area/<str:area>/gaps.<str:form>", files.gaps, name="export"),
    path("<str:code>/area/<str:area>/give/", giving.give, name="give"),
    path("<str:code>/area/<str:area>/people/", giving.people, name="people"),
    path("<str:code>/door/<str:thing>/", doors.door, name="door"),
]
