"""Authority: who may do what. Roles × capabilities on one page, and the actor who carries them."""

from fangxian.kernel.authority.actor import Actor
from fangxian.kernel.authority.table import Can, Role

__all__ = ["Actor", "Can", "Role"]
