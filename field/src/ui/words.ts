// Which icon, colour and word stand for an outcome, a group, a step, a kind.

import type { Group } from "../domain/outcome";
import type { Urgency } from "../domain/items";
import type { Step } from "../domain/next-step";
import type { IconName } from "./icon-names";

export type Tone = "ok" | "warn" | "bad" | "info" | "none";

export const GROUP_TONE: Record<Group, Tone> = {
  reached: "ok",
  not_home: "warn",
  refused: "bad",
  unreachable: "none",
  to_do: "info",
};

export const GROUP_ICON: Record<Group, IconName> = {
  reached: "check",
  not_home: "home-off",
  refused: "ban",
  unreachable: "map-pin-off",
  to_do: "circle-dashed",
};

export const OUTCOME_ICON: Record<string, IconName> = {
  met: "check",
  phone_done: "phone-check",
  not_home: "home-off",
  refused: "ban",
  needs_service: "heart-handshake",
  moved: "truck",
  wrong_address: "map-pin-off",
};

export const OUTCOME_TONE: Record<string, Tone> = {
  met: "ok",
  phone_done: "ok",
  not_home: "warn",
  refused: "bad",
  needs_service: "info",
  moved: "none",
  wrong_address: "none",
};

export const KIND_ICON: Record<string, IconName> = {
  visit: "home",
  household: "home-edit",
  note: "notes",
  photo: "camera",
  contact: "message-circle",
  move: "checkbox",
  evidence: "photo",
  inspection: "clipboard-check",
  swab: "test-pipe",
  swab_back: "arrow-back-up",
  tube: "test-pipe",
  box: "package",
};

export const ITEM_ICON: Record<string, IconName> = {
  task: "checkbox",
  directive: "file-text",
  finding: "eye",
};

export const URGENCY_TONE: Record<Urgency, Tone> = { late: "bad", soon: "warn", "": "none" };

export const STEP_ICON: Record<Step, IconName> = {
  visit: "home",
  phone: "phone",
  neighbour: "users",
  lead: "flag",
  service: "heart-handshake",
  register: "home-edit",
  none: "checks",
};
