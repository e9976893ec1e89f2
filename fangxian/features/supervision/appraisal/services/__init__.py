"""What can be done with appraisals."""

from fangxian.features.supervision.appraisal.services.answering import reply
from fangxian.features.supervision.appraisal.services.counting import count_anew, count_appraisal
from fangxian.features.supervision.appraisal.services.ending import close_appraisal, withdraw_appraisal
from fangxian.features.supervision.appraisal.services.opening import Wanted, count_people, open_appraisal
from fangxian.features.supervision.appraisal.services.saying import Seen, commend, write_note

__all__ = [
    "Seen",
    "Wanted",
    "close_appraisal",
    "commend",
    "count_anew",
    "count_appraisal",
    "count_people",
    "open_appraisal",
    "reply",
    "withdraw_appraisal",
    "write_note",
]
