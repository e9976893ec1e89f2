"""The addresses of territory."""

from django.urls import path

from fangxian.features.territory.views import areas, files, households, residents

app_name = "territory"
urlpatterns = [
    path("", areas.areas, name="areas"),
    path("find/", areas.find, name="find"),
    path("area/<str:code>/", areas.area, name="area"),
    path("area/<str:code>/outlines.json", areas.outlines, name="outlines"),
    path("area/<str:code>/areas.<str:form>", files.areas, name="areas-file"),
    path("area/<str:code>/households.<str:form>", files.households, name="households-file"),
    path("area/<str:code>/doors.<str:form>", files.doors, name="doors-file"),
    path("area/<str:code>/households/", households.households, name="households"),
    path("area/<str:code>/doors/", households.doors, name="doors"),
    path("household/<str:code>/", households.household, name="household"),
    path("resident/find/", residents.find, name="find-resident"),
    path("resident/<str:code>/", residents.resident, name="resident"),
]
