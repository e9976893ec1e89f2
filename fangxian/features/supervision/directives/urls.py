"""The addresses of directives, taken into those of supervision."""

from django.urls import path

from fangxian.features.supervision.directives.views import lists, one, receivers, register, writing

urlpatterns = [
    path("directives/", lists.directives, name="directives"),
    path("directives/new/", writing.new, name="directive-new"),
    path("directives/acknowledge/", lists.acknowledge, name="directives-acknowledge"),
    path("directives/register/", register.register, name="register"),
    path("directives/register/<str:form>/", register.export, name="register-export"),
    path("directives/<str:code>/", one.directive, name="directive"),
    path("directives/<str:code>/begin/", one.begin, name="directive-begin"),
    path("directives/<str:code>/report/", one.report, name="directive-report"),
    path("directives/<str:code>/withdraw/", one.withdraw, name="directive-withdraw"),
    path("directives/<str:code>/replace/", writing.replace, name="directive-replace"),
    path("directives/<str:code>/close/", one.close, name="directive-close"),
    path("directives/<str:code>/remind/", receivers.remind, name="directive-remind"),
    path("directives/<str:code>/receivers/", receivers.receivers, name="receivers"),
    path("directives/<str:code>/sending/", one.sending, name="directive-sending"),
    path("directives/<str:code>/answers/<str:form>/", receivers.export, name="answers"),
    path("directives/<str:code>/files/<int:number>/", one.attachment, name="attachment"),
]
