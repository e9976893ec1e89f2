// The order in which doors are walked to: by need, or from one to the nearest next.

import type { Door } from "./door";

export interface Point {
  lat: number;
  lon: number;
}

const RADIUS_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two near points, as the crow flies (equirectangular: exact enough within a village). */
export function metres(a: Point, b: Point): number {
  const x = radians(b.lon - a.lon) * Math.cos(radians((a.lat + b.lat) / 2));
  const y = radians(b.lat - a.lat);
  return Math.hypot(x, y) * RADIUS_M;
}

export function pointOf(door: Door): Point | null {
  const { lat, lon } = door.household;
  return lat === null || lon === null ? null : { lat, lon };
}

/** What is due first, then by priority, then where more people need something. */
export function byNeed(doors: readonly Door[]): Door[] {
  return [...doors].sort(
    (a, b) =>
      Number(b.due) - Number(a.due) ||
      b.priority - a.priority ||
      b.needs - a.needs ||
      (a.household.code < b.household.code ? -1 : 1),
  );
}

/** From a start always to the nearest not yet walked to; doors without a place come last, in their order. */
export function byRoute(doors: readonly Door[], start: Point | null): Door[] {
  const placed = doors.flatMap((door) => {
    const point = pointOf(door);
    return point ? [{ door, point }] : [];
  });
  const route: Door[] = [];
  let here = start ?? placed[0]?.point ?? null;
  while (placed.length > 0 && here) {
    let nearest = 0;
    let least = Infinity;
    for (let index = 0; index < placed.length; index++) {
      const away = metres(here, placed[index]!.point);
      if (away < least) [nearest, least] = [index, away];
    }
    const [next] = placed.splice(nearest, 1);
    route.push(next!.door);
    here = next!.point;
  }
  return [...route, ...doors.filter((door) => pointOf(door) === null)];
}

/** The door to go to next: what the worker holds, else the nearest that is due; far from any, the one in most need. */
export function nextDoor(doors: readonly Door[], last: Door | null): Door | null {
  const due = doors.filter((door) => door.due && door.household.code !== last?.household.code);
  const own = due.filter((door) => door.tasks.some((task) => task.heldByMe && task.due));
  const choice = own.length > 0 ? own : due;
  const start = last ? pointOf(last) : null;
  return (start ? byRoute(choice, start)[0] : byNeed(choice)[0]) ?? null;
}
