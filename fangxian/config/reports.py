"""Which kinds of reports the door takes: one line a kind, each interpreted by the feature that owns it."""

from fangxian.features.campaigns.interpreting import VISIT
from fangxian.features.items.reports import EVIDENCE, MOVE
from fangxian.features.sampling import interpreting as sampling
from fangxian.features.supervision.inspections.interpreting import INSPECTION
from fangxian.features.territory.reports import CONTACT, HOUSEHOLD, NOTE, PHOTO
from fangxian.kernel.reports import Kind

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (VISIT, HOUSEHOLD, NOTE, PHOTO, CONTACT, INSPECTION, MOVE, EVIDENCE, *sampling.KINDS)
}
