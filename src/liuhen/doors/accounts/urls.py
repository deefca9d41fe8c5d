"""账户的地址 Whole addresses. The demo's log-in exists in the demo alone."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from liuhen.doors.accounts import administration, demo, factors, joint_pages, operations, pages, security, trial

app_name = "accounts"
urlpatterns = [
    path("login", pages.login, name="login"),
    path("login/second", pages.second, name="second"),
    path("login/second/options", pages.second_options, name="second-options"),
    path("login/code", factors.first_code, name="first-code"),
    path("logout", pages.logout, name="logout"),
    path("account", security.show, name="security"),
    path("account/password", pages.password, name="password"),
    path("account/post", pages.choose_post, name="post"),
    path("account/unlock", pages.unlock, name="unlock"),
    path("account/lock", pages.lock, name="lock"),
    path("account/pin", security.set_pin, name="pin"),
    path("account/passkey", security.add_passkey, name="passkey"),
    path("account/passkey/options", security.passkey_options, name="passkey-options"),
    path("account/keys/<uuid:key>/revoke", security.revoke_key, name="revoke-own"),
    path("account/code", factors.new_code, name="code"),
    path("account/code/drop", factors.drop_code, name="drop-code"),
    path("account/try", trial.show, name="try"),
    path("account/try/challenge", trial.challenge, name="try-challenge"),
    path("account/sessions/<uuid:login>/end", security.end_login, name="end-login"),
    path("administration/accounts", administration.accounts, name="accounts"),
    path("administration/accounts/open", administration.open_account, name="open"),
    path("administration/accounts/<uuid:user>", administration.change_account, name="change"),
    path("administration/keys", administration.keys, name="keys"),
    path("administration/keys/<uuid:key>/revoke", administration.revoke, name="revoke"),
    path("administration/accounts/<uuid:user>/factor", administration.reset_factor, name="reset-factor"),
    path("administration/looks", administration.looks, name="looks"),
    path("administration/system", operations.show, name="operations"),
    path("security/", joint_pages.index, name="joint"),
    path("security/epoch/", joint_pages.epoch, name="epoch"),
    path("security/redact/<uuid:entry>/", joint_pages.redact, name="redact"),
    path("security/erase/<uuid:person>/", joint_pages.erase, name="erase"),
    path("security/<uuid:act>/", joint_pages.show, name="joint-act"),
    path("administration/events", administration.events, name="events"),
]

if settings.LIUHEN_DEMO:
    urlpatterns += [path("login/demo/<uuid:user>", demo.enter, name="demo")]
