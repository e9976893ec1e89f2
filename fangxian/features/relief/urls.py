"""The addresses of relief."""

from django.urls import path

from fangxian.features.relief.handovers.views import asking, lists, one
from fangxian.features.relief.secondments.views import lists as secondments
from fangxian.features.relief.secondments.views import one as secondment
from fangxian.features.relief.secondments.views import ordering

app_name = "relief"
urlpatterns = [
    path("", lists.home, name="home"),
    path("find/<slug:field>/", asking.find, name="find"),
    path("charges/<str:code>/", asking.ask, name="ask"),
    path("hand-overs/<str:code>/", one.hand_over, name="hand-over"),
    path("hand-overs/<str:code>/accept/", one.accept, name="accept"),
    path("hand-overs/<str:code>/decline/", one.decline, name="decline"),
    path("hand-overs/<str:code>/withdraw/", one.withdraw, name="withdraw"),
    path("secondments/", secondments.secondments, name="secondments"),
    path("secondments/new/", ordering.order, name="order"),
    path("secondments/list.<str:form>", secondments.export, name="secondments-export"),
    path("secondments/<str:code>/", secondment.secondment, name="secondment"),
    path("secondments/<str:code>/answer/", secondment.answer, name="answer"),
    path("secondments/<str:code>/back/", secondment.call_back, name="call-back"),
]
