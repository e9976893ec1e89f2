"""What people enter on the pages of the roster."""

from fangxian.features.roster.forms.bulk import FORMS, BulkForm
from fangxian.features.roster.forms.person import AwayForm, NewPersonForm, PersonForm
from fangxian.features.roster.forms.search import SearchForm

__all__ = ["FORMS", "AwayForm", "BulkForm", "NewPersonForm", "PersonForm", "SearchForm"]
