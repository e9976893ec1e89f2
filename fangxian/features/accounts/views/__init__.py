"""Pages of accounts: the door, one's own account, the administrator's list, who may do what."""

from fangxian.features.accounts.views.sign_in import locked_out

__all__ = ["locked_out"]
