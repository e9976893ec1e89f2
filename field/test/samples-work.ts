// Work to test with: a directive, a finding and tasks for the grid worker and her lead, a round for an inspector.

import vectors from "../../contracts/vectors/items.json";
import type { Flow } from "../src/domain/flow";
import type { HeldItem } from "../src/domain/items";
import type { HeldPlace } from "../src/domain/places";
import type { FakePerson, FakeServer } from "./fake-server";
import { CARRIER, roundHere, SAMPLER } from "./samples-round";
import { GRID, LI, needy, NONG } from "./samples";

export const FLOWS = vectors.flows as Record<string, Flow>;

const WORKING = ["visit", "household", "note", "photo", "contact", "move", "evidence"];

export const WORKER: FakePerson = { ...NONG, kinds: WORKING };
export const INSPECTOR: FakePerson = {
  ...LI,
  code: "R-HE",
  name: "何文",
  role: "inspector",
  role_name: "督导员",
  kinds: ["inspection", "move", "evidence"],
};

const iso = (at: number): string => new Date(at).toISOString();
const MINUTE = 60_000;

export function heldItem(now: number, more: Partial<HeldItem> = {}): HeldItem {
  const kind = more.kind ?? "task";
  return {
    code: "task-1",
    kind,
    title: "核对三组空置房",
    text: "逐户核对，拍门牌。",
    area: GRID.code,
    place: GRID.name,
    subject: "",
    severity: 1,
    state: Object.keys(FLOWS[kind]!.states)[0]!,
    state_since: iso(now - 60 * MINUTE),
    holder_name: NONG.name,
    made_by_name: "韦林",
    made_at: iso(now - 60 * MINUTE),
    deadline_at: iso(now + 300 * MINUTE),
    due_at: iso(now + 300 * MINUTE),
    standing: ["holder"],
    moved_last: false,
    evidence: 0,
    lines: [],
    form: [],
    ...more,
  };
}

export function heldPlace(more: Partial<HeldPlace> = {}): HeldPlace {
  return {
    code: "S-SQUARE",
    name: "河口广场采样点",
    kind: "sampling_point",
    area: GRID.code,
    address: "河口镇广场路1号",
    lat: 23.331,
    lon: 106.612,
    checklists: ["sampling_point", "ppe"],
    in_round: true,
    reasons: ["never"],
    looked_at: null,
    findings: [],
    ...more,
  };
}

export function finding(code: string, line: string, more: Partial<HeldPlace["findings"][number]> = {}): HeldPlace["findings"][number] {
  const at = "2022-02-08T02:00:00Z";
  return { code, line, checklist: "sampling_point", title: line, remark: "", state: "open", found_at: at, due_at: at, own: false, ...more };
}

function items(now: number): HeldItem[] {
  const lines = [{ at: iso(now - 90 * MINUTE), person_name: "何文", label: "发现问题", text: "三管没有标签" }];
  const due = (minutes: number) => ({ deadline_at: iso(now + minutes * MINUTE), due_at: iso(now + minutes * MINUTE) });
  const form = [
    { name: "households", label: "应走访户数", type: "integer", choices: [], required: true, value: 36 },
    { name: "masks", label: "现有口罩（个）", type: "integer", choices: [], required: true, value: null },
    { name: "ready", label: "两人一组是否到位", type: "yes_no", choices: [], required: true, value: null },
  ];
  const text = "1. 逐户敲门，不漏一户。\n2. 发现发热立即报告。\n3. 晚六点前回报。";
  return [
    heldItem(now, { code: "finding-a-00", kind: "finding", title: "试管标签完整、与登记一致", text: "三管没有标签", place: "河口广场采样点", severity: 3, made_by_name: "何文", lines, ...due(-125) }),
    heldItem(now, { code: "directive-1", kind: "directive", title: "关于做好第一轮入户敲门的通知", text, made_by_name: "陆明", form, ...due(40) }),
    heldItem(now, { severity: 2 }),
    heldItem(now, { code: "task-2", title: "整理发热登记表", state: "done", standing: ["maker"], holder_name: "梁兰", made_by_name: NONG.name, evidence: 2, ...due(200) }),
  ];
}

function places(now: number): HeldPlace[] {
  const looked_at = iso(now - 50 * 60 * MINUTE);
  return [
    heldPlace({ reasons: ["to_look_again", "overdue"], looked_at, findings: [finding("finding-a-00", "labels", { state: "remedied", remark: "三管没有标签" }), finding("finding-a-01", "waste", { remark: "垃圾袋未封口", due_at: iso(now + 90 * MINUTE) })] }),
    heldPlace({ code: "S-GATE", name: "山背卡点", kind: "checkpoint", address: "", checklists: ["checkpoint", "ppe"] }),
    heldPlace({ code: "S-HOTEL", name: "河口隔离点", kind: "isolation_site", checklists: ["isolation_site", "ppe"], reasons: ["waited", "size"], looked_at }),
    heldPlace({ code: GRID.code, name: GRID.name, kind: "grid", address: "", lat: null, lon: null, checklists: ["door_knock", "supplies"], in_round: false, reasons: [], looked_at }),
  ];
}

/** The village of `needy`, in which there is work: the codes are NONG, NONG-AGAIN, LI, HE, CAI and SONG. */
export function working(now: () => number): FakeServer {
  const server = needy(now);
  server.people.set("NONG", WORKER).set("NONG-AGAIN", WORKER).set("HE", INSPECTOR).set("CAI", SAMPLER).set("SONG", CARRIER);
  server.flows = FLOWS;
  server.items.set(WORKER.code, items(now()));
  server.places = places(now());
  server.rounds = [roundHere(now())];
  return server;
}
