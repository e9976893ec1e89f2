// A door: a household with what the open campaigns still want of it, waiting reports laid over what was pulled.

import type { Campaign, Household, Target } from "./held";
import { msOf } from "./instant";
import { overlay, type Visit } from "./latest";
import { isOwn, nextStep, type Next } from "./next-step";
import { groupOf, type Group } from "./outcome";
import { isOpen, type Item } from "./report";

/** A target as this phone knows it. */
export interface Task {
  target: Target;
  campaign: Campaign;
  next: Next;
  group: Group;
  /** Its latest report is still on this phone. */
  waiting: boolean;
  /** Somebody else holds it under a lease that still runs. */
  heldByOther: boolean;
  heldByMe: boolean;
  /** The worker can take the next step now. */
  due: boolean;
}

export interface Door {
  household: Household;
  tasks: Task[];
  group: Group;
  due: boolean;
  /** The earliest instant at which something is due again; null when due now or never. */
  again: number | null;
  waiting: boolean;
  priority: number;
  needs: number;
}

/** Reports that speak of targets and are not yet part of what was pulled, by target. */
export function overlays(items: Iterable<Item>): Map<string, Visit[]> {
  const laid = new Map<string, Visit[]>();
  for (const item of items) {
    const { report } = item;
    const outcome = report.body["outcome"];
    if (!isOpen(item) || typeof outcome !== "string") continue;
    const visits = laid.get(report.subject) ?? [];
    visits.push({ id: report.id, occurred_at: report.occurred_at, outcome });
    laid.set(report.subject, visits);
  }
  return laid;
}

function task(pulled: Target, campaign: Campaign, visits: Visit[], me: string, now: number): Task {
  const target = overlay(pulled, visits.filter((visit) => visit.id !== pulled.report));
  const step = nextStep(target.outcome, target.not_home, target.occurred_at, campaign.again_after_min);
  const asked = msOf(target.not_before);
  const next = { ...step, notBefore: Math.max(step.notBefore ?? 0, asked ?? 0) || null };
  const held = (msOf(target.lease_until) ?? 0) > now && target.holder !== "";
  const heldByOther = held && target.holder !== me;
  return {
    target,
    campaign,
    next,
    group: groupOf(target.outcome),
    waiting: visits.some((visit) => visit.id === target.report),
    heldByOther,
    heldByMe: held && !heldByOther,
    due: isOwn(next.step) && !heldByOther && (next.notBefore === null || next.notBefore <= now),
  };
}

/** The group a door is listed under: that of the task furthest from done. */
const URGENCY: readonly Group[] = ["to_do", "not_home", "refused", "unreachable", "reached"];

function door(household: Household, tasks: Task[], now: number): Door {
  const again = tasks
    .filter((one) => isOwn(one.next.step) && !one.heldByOther)
    .map((one) => one.next.notBefore ?? 0)
    .filter((at) => at > now);
  const due = tasks.some((one) => one.due);
  return {
    household,
    tasks,
    group: URGENCY.find((group) => tasks.some((one) => one.group === group)) ?? "reached",
    due,
    again: due || again.length === 0 ? null : Math.min(...again),
    waiting: tasks.some((one) => one.waiting),
    priority: tasks.reduce((most, one) => Math.max(most, one.target.priority), 0),
    needs: Object.values(household.needs).reduce((sum, count) => sum + count, 0),
  };
}

export interface Holding {
  campaigns: Campaign[];
  households: Household[];
  targets: Target[];
}

/** Every door held, in the order of the households; `me` is the code of the person who holds the phone. */
export function doorsOf(held: Holding, items: Iterable<Item>, me: string, now: number): Door[] {
  const open = new Map(held.campaigns.filter((one) => !one.closed).map((one) => [one.code, one]));
  const laid = overlays(items);
  const tasks = new Map<string, Task[]>();
  for (const pulled of held.targets) {
    const campaign = open.get(pulled.campaign);
    if (!campaign) continue;
    const own = tasks.get(pulled.household) ?? [];
    own.push(task(pulled, campaign, laid.get(pulled.code) ?? [], me, now));
    tasks.set(pulled.household, own);
  }
  return held.households.map((household) => door(household, tasks.get(household.code) ?? [], now));
}
