"""The figures of a result: what a summary, a draft page and the command's last line say."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fangxian.features.duty.drafting.writing import Draft

CHARGES = ("area_lead", "area_deputy")


def figures(draft: Draft) -> dict[str, object]:
    """Counts of what a plan lays out, and its proof; JSON values only."""
    made = draft.made
    posts, postings, organisation = made.posts, made.postings, made.organisation
    roles = np.array(posts.role, dtype=object)
    held = roles[postings.post] if len(postings.post) else np.array([], dtype=object)
    missing: Counter[str] = Counter()
    for one in postings.vacancies:
        missing[one.reason] += one.missing
    sizes = made.grids.households
    return {
        "grids": len(made.grids.code),
        "grid_households_mean": round(float(sizes.mean()), 1) if len(sizes) else 0,
        "grid_households_max": int(sizes.max()) if len(sizes) else 0,
        "sites": dict(sorted(Counter(made.sites.kind).items())),
        "sites_computed": int(made.sites.computed.sum()),
        "tables": int(made.sites.tables.sum()),
        "people_beyond_walk": int(made.sites.beyond_walk.sum()),
        "people_visited": int(made.sites.mobile_people.sum()),
        "posts": len(posts.code),
        "posts_by_role": dict(sorted(Counter(posts.role).items())),
        "seats_wanted": int(posts.wanted.sum()),
        "shifts": len(made.shifts.post),
        "postings_filled": len(postings.responder),
        "postings_filled_by_role": dict(sorted(Counter(held.tolist()).items())),
        "postings_unfilled": dict(sorted(missing.items())),
        "postings_changed": int(postings.changed),
        "responders": len(draft.responder),
        "primal": int(postings.proof.primal),
        "dual": int(postings.proof.dual),
        "gap": int(postings.proof.gap),
        "pairs_offered": int(postings.proof.pairs_offered),
        "passes": int(postings.proof.passes),
        "leads_held": int((organisation.lead >= 0).sum()),
        "leads_vacant": int((organisation.lead < 0).sum()),
        "deputies_held": int((organisation.deputy >= 0).sum()),
        "teams": len(organisation.teams),
        "temporary_branches": len(organisation.branches),
        "pioneer_posts": int(organisation.pioneer.sum()),
        "samplers": int((held == "sampler").sum() + (held == "mobile_sampler").sum()),
        "notices": dict(sorted(Counter(one.code for one in made.notices).items())),
    }
