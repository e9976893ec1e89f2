"""The campaigns feature as a Django application."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Registers the tables of campaigns."""

    name = "fangxian.features.campaigns"
    label = "campaigns"
