"""Writing the posts of a result, with their shifts, postings and gaps."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from fangxian.engines.planning.problem import KINDS, SKILLS
from fangxian.features.duty.drafting.arrays import run, stage

if TYPE_CHECKING:
    from fangxian.features.duty.drafting.writing import Draft


def areas_of_places(draft: Draft) -> dict[str, str]:
    """Area code of every area, grid, site and post in a result, by their code."""
    made = draft.made
    return (
        dict(zip(draft.area, draft.area, strict=True))
        | dict(zip(made.posts.place, made.posts.area_code, strict=True))
        | dict(zip(made.posts.code, made.posts.area_code, strict=True))
        | {code: draft.area[area] for code, area in zip(made.sites.code, made.sites.area, strict=True)}
        | {code: code for code in made.grids.code}
    )


def posts(draft: Draft) -> None:
    """The posts, with how many hold each and how many of those are party members."""
    posts, postings = draft.made.posts, draft.made.postings
    count = len(posts.code)
    filled = np.bincount(postings.post, minlength=count)
    is_member = draft.register.problem.responders.member[postings.responder]
    members = np.bincount(postings.post[is_member], minlength=count)
    start, wanted = draft.plan.starts_at, posts.wanted
    rows = (
        (
            *(draft.plan.pk, posts.code[n], posts.area_code[n], posts.role[n], posts.place[n]),
            *(
                posts.place_kind[n],
                draft.names.place(posts.place[n], posts.place_kind[n], int(posts.area[n])),
            ),
            *(_finite(posts.lat[n]), _finite(posts.lon[n])),
            *(_names(SKILLS, int(posts.skills[n])), _kinds(int(posts.kinds[n]))),
            *(int(posts.seats[n]), int(posts.crews[n]), int(wanted[n]), int(filled[n]), int(members[n])),
            *(int(posts.priority[n]), _metres(posts.farthest_m[n])),
            start + timedelta(minutes=int(posts.starts[n])),
            start + timedelta(minutes=int(posts.ends[n])),
        )
        for n in range(count)
    )
    columns = {"plan_id": "bigint", "code": "text", "area": "text", "role": "text", "place": "text"}
    columns |= {"place_kind": "text", "place_name": "text", "lat": "float8", "lon": "float8"}
    columns |= {"skills": "text[]", "kinds": "text[]", "seats": "integer", "crews": "integer"}
    columns |= {"wanted": "integer", "filled": "integer", "members": "integer", "priority": "integer"}
    columns |= {"farthest_m": "integer", "starts_at": "timestamptz", "ends_at": "timestamptz"}
    stage("draft_rows", columns, rows)
    listed = ", ".join(columns)
    run(
        f"INSERT INTO duty_post ({listed}, live) "  # noqa: S608 our own names
        f"SELECT {listed}, false FROM draft_rows ORDER BY area, code"
    )


def shifts(draft: Draft) -> None:
    """Every shift of every crew."""
    made, code = draft.made.shifts, draft.made.posts.code
    start = draft.plan.starts_at
    moments = {
        minute: start + timedelta(minutes=minute)
        for minute in np.unique(np.concatenate((made.starts, made.ends))).tolist()
    }
    rows = (
        (code[post], crew, moments[begin], moments[end])
        for post, crew, begin, end in zip(
            made.post.tolist(), made.crew.tolist(), made.starts.tolist(), made.ends.tolist(), strict=True
        )
    )
    columns = {"post": "text", "crew": "integer", "starts_at": "timestamptz", "ends_at": "timestamptz"}
    stage("draft_rows", columns, rows)
    run(
        """INSERT INTO duty_shift (post_id, area, crew, starts_at, ends_at)
           SELECT p.id, p.area, d.crew, d.starts_at, d.ends_at
           FROM draft_rows d JOIN duty_post p ON p.plan_id = %(plan)s AND p.code = d.post COLLATE "C"
           ORDER BY p.id, d.crew, d.starts_at""",
        {"plan": draft.plan.pk},
    )


def postings(draft: Draft) -> None:
    """Who holds what, by name; each for the time of the post."""
    made, code = draft.made.postings, draft.made.posts.code
    rows = (
        (draft.responder[responder], code[post], crew, _metres(distance), bool(pinned))
        for responder, post, crew, distance, pinned in zip(
            *(made.responder.tolist(), made.post.tolist(), made.crew.tolist()),
            *(made.distance_m.tolist(), made.pinned.tolist()),
            strict=True,
        )
    )
    columns = {"responder": "text", "post": "text", "crew": "integer", "distance_m": "integer"}
    stage("draft_rows", columns | {"pinned": "boolean"}, rows)
    run(
        """INSERT INTO duty_posting
               (post_id, area, responder_id, holder_name, is_member, crew, period, distance_m, pinned, live)
           SELECT p.id, p.area, r.id, r.name, r.is_member, d.crew,
                  tstzrange(p.starts_at, p.ends_at), d.distance_m, d.pinned, false
           FROM draft_rows d JOIN duty_post p ON p.plan_id = %(plan)s AND p.code = d.post COLLATE "C"
                             JOIN roster_responder r ON r.code = d.responder COLLATE "C"
           ORDER BY p.id, d.crew""",
        {"plan": draft.plan.pk},
    )


def gaps(draft: Draft) -> None:
    """What nobody fills, why, and who could come."""
    code = draft.made.posts.code
    rows = (
        (
            *(code[one.post], one.missing, one.reason, _metres(one.nearest_km * 1000)),
            [draft.responder[who] for who, _km, _post in one.alternatives],
            [round(km * 1000) for _who, km, _post in one.alternatives],
            [code[post] if post >= 0 else "" for _who, _km, post in one.alternatives],
        )
        for one in draft.made.postings.vacancies
    )
    columns = {"post": "text", "missing": "integer", "reason": "text", "nearest_m": "integer"}
    stage("draft_rows", columns | {"who": "text[]", "metres": "integer[]", "held": "text[]"}, rows)
    run(
        """INSERT INTO duty_gap (post_id, area, missing, reason, nearest_m, candidates, live)
           SELECT p.id, p.area, d.missing, d.reason, d.nearest_m, coalesce(c.people, '[]'), false
           FROM draft_rows d JOIN duty_post p ON p.plan_id = %(plan)s AND p.code = d.post COLLATE "C"
           CROSS JOIN LATERAL (
               SELECT jsonb_agg(jsonb_build_object('code', u.who, 'name', r.name, 'distance_m', u.metres,
                                                   'post', u.held) ORDER BY u.metres, u.who) AS people
               FROM unnest(d.who, d.metres, d.held) AS u (who, metres, held)
               JOIN roster_responder r ON r.code = u.who COLLATE "C"
           ) c""",
        {"plan": draft.plan.pk},
    )


def _names(all_names: tuple[str, ...], mask: int) -> list[str]:
    return [name for place, name in enumerate(all_names) if mask >> place & 1]


def _kinds(mask: int) -> list[str]:
    """Kinds asked for; none where every kind will do."""
    names = _names(KINDS, mask)
    return [] if len(names) == len(KINDS) else names


def _finite(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def _metres(number: float) -> int | None:
    """Whole metres, None where unknown or without limit."""
    return round(float(number)) if math.isfinite(number) else None
