"""The addresses of accounts."""

from django.urls import path

from fangxian.features.accounts.views import administration, authority, own, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.second_step, name="second-step"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("language/", sign_in.language, name="language"),
    path("own/", own.own, name="own"),
    path("own/password/", own.password, name="password"),
    path("own/second-factor/", own.second_factor, name="second-factor"),
    path("own/second-factor/begin/", own.second_factor_begin, name="second-factor-begin"),
    path("own/second-factor/code.svg", own.second_factor_qr, name="second-factor-qr"),
    path("own/second-factor/remove/", own.second_factor_remove, name="second-factor-remove"),
    path("authority/", authority.authority, name="authority"),
    path("", administration.accounts, name="accounts"),
    path("open/", administration.open_account, name="open"),
    path("of/<str:username>/", administration.account, name="account"),
    path("of/<str:username>/lock/", administration.lock, name="lock"),
    path("of/<str:username>/unlock/", administration.unlock, name="unlock"),
    path("of/<str:username>/reset-password/", administration.reset_password, name="reset-password"),
    path("of/<str:username>/end-sessions/", administration.end_sessions, name="end-sessions"),
    path(
        "of/<str:username>/remove-second-factor/",
        administration.remove_second_factor,
        name="remove-second-factor",
    ),
]
