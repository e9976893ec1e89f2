"""Addresses of the board."""

from django.urls import path

from fangxian.features.board import drawings, views

app_name = "board"
urlpatterns = [
    path("", views.home, name="home"),
    path("board/search/", views.search, name="search"),
    path("board/<str:code>/", views.area, name="area"),
    path("board/<str:code>/gaps/", views.gaps, name="gaps"),
    path("board/<str:code>/map.json", drawings.map_figures, name="map"),
    path("board/<str:code>/boxes.json", drawings.boxes, name="boxes"),
]
