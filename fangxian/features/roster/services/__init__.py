"""What can be done with responders: the only writers."""

from fangxian.features.roster.services.accounts import link_account, unlink_account

__all__ = ["link_account", "unlink_account"]
