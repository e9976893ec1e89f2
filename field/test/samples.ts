// A small grid to test with: a dozen doors on a mountain road, one campaign, two people.

import type { Area, Campaign, Household, Target } from "../src/domain/held";
import { FakeServer, type FakePerson } from "./fake-server";

export const START = Date.parse("2022-02-09T02:00:00Z");

const grid = (number: number): Area => ({
  code: `45102410020100${number}`,
  name: `福记村第${number}网格`,
  level: "grid",
});
export const GRID = grid(1);
export const NEXT_GRID = grid(2);

const person = (code: string, name: string, area: Area): FakePerson => ({ code, name, role: "grid_worker", role_name: "网格员", area });
export const NONG = person("R-NONG", "农秀兰", GRID);
export const LI = person("R-LI", "李玉兰", NEXT_GRID);

export const CAMPAIGN: Campaign = {
  code: "k7",
  name: "入户敲门",
  kind: "door_knock",
  form: "visit",
  form_version: 1,
  starts_at: "2022-02-09T00:00:00Z",
  ends_at: "2022-02-09T12:00:00Z",
  closed: false,
  again_after_min: 120,
};

export function household(number: number, more: Partial<Household> = {}): Household {
  const code = `HH-${String(number).padStart(3, "0")}`;
  const address = `都安乡福记村多峒屯${number}号`;
  const [lat, lon] = [23.33 + Math.sin(number * 1.7) * 0.002, 106.61 + number * 0.0011];
  return { code, area: GRID.code, address, lat, lon, members: 1 + (number % 5), needs: {}, ...more };
}

export function target(number: number, more: Partial<Target> = {}): Target {
  const code = `HH-${String(number).padStart(3, "0")}`;
  return {
    code: `k7/${code}`,
    campaign: "k7",
    area: GRID.code,
    household: code,
    resident: null,
    priority: 0,
    outcome: "",
    occurred_at: null,
    report: null,
    asked: 0,
    not_home: 0,
    holder: "",
    holder_name: "",
    lease_until: null,
    ...more,
  };
}

/** A server with the grid on it, and the codes NONG, NONG-AGAIN and LI to enrol with. */
export function village(now: () => number, doors = 12): FakeServer {
  const server = new FakeServer(now);
  server.people = new Map([
    ["NONG", NONG],
    ["NONG-AGAIN", NONG],
    ["LI", LI],
  ]);
  const numbers = Array.from({ length: doors }, (_, index) => index + 1);
  server.areas = [GRID];
  server.campaigns = [CAMPAIGN];
  server.households = numbers.map((number) => household(number));
  server.targets = numbers.map((number) => target(number));
  return server;
}

/** The same, as a person would find it: needs, earlier visits, a shift, work somebody else holds. */
export function needy(now: () => number): FakeServer {
  const server = village(now, 36);
  const hours = (by: number): string => new Date(now() + by * 3_600_000).toISOString();
  server.campaigns = [{ ...CAMPAIGN, starts_at: hours(-4), ends_at: hours(6) }];
  server.shifts = [{ post: "p1", role: "网格员", place: GRID.name, starts_at: hours(-3), ends_at: hours(5), crew: 1 }];
  const needs = [{}, { frail: 1 }, {}, { dialysis: 1, frail: 1 }, {}, { pregnant: 1 }, { infant: 2 }];
  server.households = server.households.map((one, index) => ({ ...one, needs: needs[index % 7]! }));
  const past = (outcome: string, by: number, more = {}): object => ({
    outcome,
    occurred_at: hours(-by),
    report: `00000000-0000-7000-8000-0000000000${10 + Math.round(by * 10)}`,
    asked: 1,
    ...more,
  });
  const fates: Record<number, object> = {
    2: past("met", 3),
    3: past("not_home", 1, { not_home: 1 }),
    5: past("met", 2.5),
    6: past("refused", 2),
    8: past("phone_done", 1.5),
    9: past("moved", 1),
    11: past("needs_service", 0.8),
    13: past("not_home", 3, { not_home: 2, asked: 2 }),
    15: past("met", 0.6),
    17: past("met", 0.5),
    21: { holder: "R-LI", holder_name: "李玉兰", lease_until: hours(1.5) },
  };
  server.targets = server.targets.map((one, index) => ({
    ...one,
    priority: Object.keys(needs[index % 7]!).length,
    ...fates[index + 1],
  }));
  return server;
}
