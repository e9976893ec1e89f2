"""What can be done with directives."""

from fangxian.features.supervision.directives.services.answering import report_back
from fangxian.features.supervision.directives.services.closing import close_reported
from fangxian.features.supervision.directives.services.drafts import Draft, Wanted
from fangxian.features.supervision.directives.services.ending import replace_directive, withdraw_directive
from fangxian.features.supervision.directives.services.issuing import (
    Preview,
    issue_directive,
    preview_directive,
)
from fangxian.features.supervision.directives.services.keeping import read_attachment
from fangxian.features.supervision.directives.services.reminding import remind_due, remind_silent
from fangxian.features.supervision.directives.services.sending import send_directive
from fangxian.features.supervision.directives.services.stepping import (
    acknowledge_directives,
    begin_work,
    follow_item,
    note_read,
    note_received,
)

__all__ = [
    "Draft",
    "Preview",
    "Wanted",
    "acknowledge_directives",
    "begin_work",
    "close_reported",
    "follow_item",
    "issue_directive",
    "note_read",
    "note_received",
    "preview_directive",
    "read_attachment",
    "remind_due",
    "remind_silent",
    "replace_directive",
    "report_back",
    "send_directive",
    "withdraw_directive",
]
