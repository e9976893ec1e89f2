"""Addresses of duty."""

from __future__ import annotations

from django.urls import path

from fangxian.features.duty.views import edits, files, plans, prints, sites, tabs

app_name = "duty"

TABS = {
    "grids": tabs.grids,
    "sites": tabs.sites,
    "posts": tabs.post_list,
    "unfilled": tabs.unfilled,
    "organisation": tabs.organisation_tab,
    "shifts": tabs.shifts,
}

urlpatterns = [
    path("own/", sites.own, name="own"),
    path("own/calendar.ics", files.own_calendar, name="own-calendar"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new, name="plan-new"),
    path("plans/<str:code>/", tabs.plan, name="plan"),
    path("plans/<str:code>/progress/", plans.progress, name="plan-progress"),
    path("plans/<str:code>/map.json", tabs.chart, name="plan-map"),
    path("plans/<str:code>/compare/", tabs.compare, name="plan-compare"),
    path("plans/<str:code>/edits/", tabs.edits, name="plan-edits"),
    path("plans/<str:code>/find/", edits.find, name="plan-find"),
    path("plans/<str:code>/pin/", edits.pin, name="plan-pin"),
    path("plans/<str:code>/unavailable/", edits.unavailable, name="plan-unavailable"),
    path("plans/<str:code>/close-site/", edits.close_site, name="plan-close-site"),
    path("plans/<str:code>/withdraw/", edits.withdraw, name="plan-withdraw"),
    path("plans/<str:code>/recompute/", plans.recompute, name="plan-recompute"),
    path("plans/<str:code>/publish/", plans.publish, name="plan-publish"),
    path("plans/<str:code>/discard/", plans.discard, name="plan-discard"),
    path("plans/<str:code>/workbook.xlsx", files.plan_workbook, name="plan-workbook"),
    *[path(f"plans/<str:code>/{name}/", view, name=f"plan-{name}") for name, view in TABS.items()],
    path("running/", tabs.running, name="running"),
    path("running/map.json", tabs.chart, name="running-map"),
    path("running/workbook.xlsx", files.running_workbook, name="running-workbook"),
    *[path(f"running/{name}/", view, name=f"running-{name}") for name, view in TABS.items()],
    path("sites/", sites.sites, name="sites"),
    path("sites/<str:code>/", sites.site, name="site"),
    path("sites/<str:code>/open/", sites.open_site, name="site-open"),
    path("sites/<str:code>/close/", sites.shut_site, name="site-close"),
    path("sites/<str:code>/calendar.ics", files.site_calendar, name="site-calendar"),
    path("sites/<str:code>/roster/", prints.site_roster, name="site-roster"),
    path("posts/<str:code>/", sites.post, name="post"),
    path("grids/<str:code>/", sites.grid, name="grid"),
    path("grids/<str:code>/doors/", prints.door_list, name="grid-doors"),
    path("people/<path:code>/away/", sites.mark_away, name="person-away"),
    path("people/<path:code>/calendar.ics", files.person_calendar, name="person-calendar"),
    path("people/<path:code>/", sites.person, name="person"),
]
