"""Addresses of sampling."""

from django.urls import path

from fangxian.features.sampling.views import (
    alarms,
    bottom,
    cards,
    couriers,
    laboratory,
    lists,
    live,
    moves,
    notices,
    orders,
    points,
    poster,
    rounds,
    strangers,
    tubes,
)

app_name = "sampling"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("new/", orders.new, name="new"),
    path("new/preview/", orders.preview, name="preview"),
    path("alarms/<str:item>/", alarms.alarm, name="alarm"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<str:resident>/end/", lists.end, name="list-end"),
    path("<str:code>/", live.round_, name="round"),
    path("<str:code>/bottom/", bottom.bottom, name="bottom"),
    path("<str:code>/couriers/", couriers.couriers, name="couriers"),
    path("<str:code>/laboratory/", laboratory.laboratory, name="laboratory"),
    path("<str:code>/pools/", laboratory.pools, name="pools"),
    path("<str:code>/tubes/<str:tube>/", tubes.tube, name="tube"),
    path("<str:code>/tubes/<str:tube>/confirm/", tubes.confirm, name="tube-confirm"),
    path("<str:code>/tubes/<str:tube>/withdraw/", tubes.withdraw, name="tube-withdraw"),
    path("<str:code>/strangers/<uuid:swab>/", strangers.stranger, name="stranger"),
    path("<str:code>/notices/", notices.notices, name="notices"),
    path("<str:code>/notices/print/", notices.printed, name="notices-print"),
    path("<str:code>/notices/<str:form>/", notices.sheet, name="notices-sheet"),
    path("<str:code>/residents/", poster.poster, name="poster"),
    path("<str:code>/residents/cards/", cards.cards, name="cards"),
    path("<str:code>/points/", points.points, name="points"),
    path("<str:code>/points/<str:point>/move/", moves.move, name="team-move"),
    path("<str:code>/moves/<str:move>/back/", moves.back, name="team-back"),
    path("<str:code>/staff/", points.staff, name="staff"),
    path("<str:code>/points/<str:point>/", points.change, name="point-change"),
]
