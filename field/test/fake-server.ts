// A server of the field API in memory, with the faults a real one has: for tests, and for looking at the phone alone.

import type { Area, Campaign, Household, Pull, Shift, Target } from "../src/domain/held";
import type { Flow } from "../src/domain/flow";
import type { HeldItem } from "../src/domain/items";
import { overlay, type Visit } from "../src/domain/latest";
import type { HeldPlace } from "../src/domain/places";
import type { Sent } from "../src/domain/report";
import type { HeldRound } from "../src/domain/rounds";
import { roundsAfter } from "./fake-rounds";
import { itemsAfter, placesAfter } from "./fake-work";

export interface Answered {
  status: number;
  data: unknown;
  headers?: Record<string, string>;
}

export interface FakePerson {
  code: string;
  name: string;
  role: string;
  role_name: string;
  area: Area;
  kinds?: string[];
}

const refusal = (status: number, code: string, sentence = code, headers = {}): Answered => ({
  status,
  data: { code, sentence },
  headers,
});

export class FakeServer {
  people = new Map<string, FakePerson>();
  tokens = new Map<string, { device: string; person: FakePerson }>();
  log = new Map<string, Sent & { by: string }>();
  /** Every report of every push, as it came. */
  pushes: { waiting: number; reports: Sent[] }[] = [];
  requests: string[] = [];
  households: Household[] = [];
  targets: Target[] = [];
  campaigns: Campaign[] = [];
  areas: Area[] = [];
  shifts: Shift[] = [];
  settled: Pull["settled"] = [];
  flows: Record<string, Flow> = {};
  /** Items by the code of whom they wait for, and places for everybody who inspects. */
  items = new Map<string, HeldItem[]>();
  places: HeldPlace[] = [];
  /** Rounds for everybody who samples or carries. */
  rounds: HeldRound[] = [];
  holdMs = 12 * 3_600_000;
  incident = { code: "debao", name: "Debao" };

  /** Faults: what to answer instead, to a path, or nothing. */
  fault: (path: string, body: { reports?: Sent[] }) => Answered | "drop" | "lose" | null = () => null;
  /** Reports to be refused, by id, and those nobody can read. */
  refuse = new Map<string, string>();
  unreadable = new Set<string>();

  constructor(readonly now: () => number) {}

  handle(method: string, path: string, token: string, body: Record<string, unknown>): Answered | "drop" {
    this.requests.push(`${method} ${path.split("?")[0]}`);
    const fault = this.fault(path, body);
    if (fault && fault !== "lose") return fault;
    const answer = this.answer(path, token, body);
    return fault === "lose" ? "drop" : answer;
  }

  private answer(path: string, token: string, body: Record<string, unknown>): Answered {
    if (path === "enrol") return this.enrol(String(body["code"]));
    const who = this.tokens.get(token);
    if (!who) return refusal(401, "field.token_unknown");
    if (path === "reports") return this.push(who, body as unknown as { waiting: number; reports: Sent[] });
    if (path.startsWith("pull")) return { status: 200, data: this.pull(who.person, path.includes("since=")) };
    if (path === "claims") return this.claim(who.person, body as never);
    if (path.startsWith("households/")) return this.read();
    if (path === "leave") this.tokens.delete(token);
    return { status: 200, data: {} };
  }

  private enrol(code: string): Answered {
    const person = this.people.get(code);
    if (!person) return refusal(422, "field.code_unknown", "This code is not valid. Ask for a new one.");
    const device = `device-${this.tokens.size + 1}-${code}`;
    this.tokens.set(`token-${device}`, { device, person });
    const expires_at = new Date(this.now() + 30 * 86_400_000).toISOString();
    const { role, role_name, area } = person;
    const data = { token: `token-${device}`, device, expires_at, person: { code: person.code, name: person.name } };
    return { status: 200, data: { ...data, role, role_name, area, incident: this.incident.code } };
  }

  private push(who: { device: string; person: FakePerson }, body: { waiting: number; reports: Sent[] }): Answered {
    this.pushes.push(structuredClone(body));
    if (body.reports.length > 500) return refusal(413, "field.too_many");
    if (body.reports.some((report) => this.unreadable.has(report.id))) return refusal(422, "field.unreadable", "Unreadable.");
    const answers = body.reports.map((report) => {
      const code = this.refuse.get(report.id);
      if (code) return { id: report.id, result: "refused", code, sentence: `Refused: ${code}` };
      if (this.log.has(report.id)) return { id: report.id, result: "duplicate" };
      this.log.set(report.id, { ...report, device: report.device ?? who.device, by: who.person.code });
      return { id: report.id, result: "accepted" };
    });
    return { status: 200, data: { received_at: new Date(this.now()).toISOString(), answers } };
  }

  pull(person: FakePerson, since: boolean): Pull {
    const visits = new Map<string, Visit[]>();
    for (const { id, subject, occurred_at, body } of this.log.values()) {
      if (typeof body["outcome"] !== "string") continue;
      visits.set(subject, [...(visits.get(subject) ?? []), { id, occurred_at, outcome: body["outcome"] }]);
    }
    const targets = this.targets.map((target) => overlay(target, visits.get(target.code) ?? []));
    return {
      cursor: String(this.log.size),
      full: !since,
      server_time: new Date(this.now()).toISOString(),
      expires_at: new Date(this.now() + this.holdMs).toISOString(),
      me: this.me(person),
      areas: this.areas,
      campaigns: this.campaigns,
      ...(since ? {} : { households: this.households }),
      targets: since ? targets.filter((target) => visits.has(target.code)) : targets,
      gone: [],
      shifts: this.shifts,
      settled: this.settled,
      ...this.work(person, since),
    };
  }

  private me({ code, name, role, role_name, area, kinds }: FakePerson): Pull["me"] {
    return { person: { code, name }, role, role_name, area, incident: this.incident, ...(kinds ? { kinds } : {}) };
  }

  /** Flows never change; items and places are left out while nothing was said of any. */
  private work(person: FakePerson, since: boolean): Pick<Pull, "flows" | "items" | "places" | "rounds"> {
    if (!person.kinds) return {};
    const said = [...this.log.values()];
    const items = itemsAfter(this.items.get(person.code) ?? [], this.flows, said, this.now());
    const places = person.kinds.includes("inspection") ? placesAfter(this.places, said) : [];
    const changed = said.some(({ kind }) => ["move", "evidence", "inspection"].includes(kind));
    const held = since && !changed ? {} : { ...(since ? {} : { flows: this.flows }), items, places };
    const moved = said.some(({ kind }) => ["swab", "swab_back", "box"].includes(kind));
    return since && !moved ? held : { ...held, rounds: roundsAfter(this.rounds, said, person.kinds) };
  }

  private claim(person: FakePerson, body: { action: string; targets: string[] }): Answered {
    const held = body.action === "take" || body.action === "extend";
    const lease_until = held ? new Date(this.now() + 7_200_000).toISOString() : null;
    const holder = { holder: held ? person.code : "", holder_name: held ? person.name : "", lease_until };
    this.targets = this.targets.map((target) => (body.targets.includes(target.code) ? { ...target, ...holder } : target));
    const answers = body.targets.map((target) => ({ target, result: held ? "held" : "released", ...holder }));
    return { status: 200, data: { answers } };
  }

  private read(): Answered {
    const people = [
      { code: "P1", name: "黄秀英", phone: "13800001111", needs: ["frail"] },
      { code: "P2", name: "农建国", phone: "13800002222", needs: [] },
    ];
    return { status: 200, data: { people } };
  }

  /** A fetch that ends here. */
  fetch = async (address: string, how: RequestInit): Promise<Response> => {
    const headers = how.headers as Record<string, string>;
    const token = (headers["Authorization"] ?? "").replace("Bearer ", "");
    const body = how.body ? (JSON.parse(String(how.body)) as Record<string, unknown>) : {};
    const answer = this.handle(how.method ?? "GET", address.replace("/api/field/", ""), token, body);
    if (answer === "drop") throw new TypeError("network");
    const text = typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data);
    return new Response(text, { status: answer.status, headers: answer.headers ?? {} });
  };
}
