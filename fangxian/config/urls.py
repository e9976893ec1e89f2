"""The root addresses: one line a feature."""

from django.urls import include, path

urlpatterns = [
    path("", include("fangxian.features.board.urls")),
    path("accounts/", include("fangxian.features.accounts.urls")),
    path("incidents/", include("fangxian.features.incidents.urls")),
    path("charges/", include("fangxian.features.charges.urls")),
    path("territory/", include("fangxian.features.territory.urls")),
    path("units/", include("fangxian.features.orgs.urls")),
    path("roster/", include("fangxian.features.roster.urls")),
    path("duty/", include("fangxian.features.duty.urls")),
    path("", include("fangxian.features.field.urls")),
    path("readings/", include("fangxian.features.privacy.urls")),
    path("items/", include("fangxian.features.items.urls")),
    path("relief/", include("fangxian.features.relief.urls")),
    path("supervision/", include("fangxian.features.supervision.urls")),
    path("round/", include("fangxian.features.sampling.residents_urls")),
    path("sampling/", include("fangxian.features.sampling.urls")),
    path("campaigns/", include("fangxian.features.campaigns.urls")),
    path("imports/", include("fangxian.kernel.sheets.urls")),
    path("files/", include("fangxian.kernel.files.urls")),
    path("trail/", include("fangxian.kernel.trail.urls")),
    path("about/", include("fangxian.scenarios.urls")),
    path("about/", include("fangxian.shell.urls")),
]
