"""The addresses of items."""

from django.urls import path

from fangxian.features.items.views import lists, one, opening

app_name = "items"
urlpatterns = [
    path("", lists.items, name="items"),
    path("new/", opening.new, name="new"),
    path("move/", lists.move_many, name="move-many"),
    path("<str:code>/", one.item, name="item"),
    path("<str:code>/move/", one.move, name="move"),
    path("<str:code>/add/", one.add, name="add"),
    path("<str:code>/give/", one.give, name="give"),
    path("<str:code>/vacancy/", one.vacancy, name="vacancy"),
    path("<str:code>/watch/", one.watch, name="watch"),
    path("<str:code>/evidence/<int:number>/", one.evidence, name="evidence"),
]
