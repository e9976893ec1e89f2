"""The worked examples as a Django application: one page that tells them."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """Offers the page that says what is real and what is made."""

    name = "fangxian.scenarios"
    label = "scenarios"
