"""The addresses of inspections and findings, below those of supervision."""

from django.urls import URLPattern, path

from fangxian.features.supervision.inspections.views import board, chains, findings, places, rounds

urlpatterns: list[URLPattern] = [
    path("inspections/", board.here, name="inspections"),
    path("inspections/round/", rounds.today, name="inspections-round"),
    path("inspections/chains/", chains.chains, name="inspections-chains"),
    path("inspections/areas/<str:code>/", board.area, name="inspections-area"),
    path("inspections/areas/<str:code>/findings/", board.findings, name="inspections-findings"),
    path("inspections/areas/<str:code>/export/<str:form>/", board.export, name="inspections-export"),
    path("inspections/places/<str:code>/", places.place, name="inspections-place"),
    path("inspections/places/<str:code>/<str:checklist>/", places.inspect, name="inspections-inspect"),
    path("inspections/made/<uuid:number>/", places.made, name="inspections-made"),
    path("findings/<str:code>/", findings.finding, name="finding"),
    path("findings/<str:code>/look/", findings.look, name="finding-look"),
    path("findings/<str:code>/withdraw/", findings.withdraw, name="finding-withdraw"),
]
