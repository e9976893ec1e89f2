// Where a person is: the address after the hash, so that the phone's own back key works and nothing is asked of a server.

import { useEffect, useState } from "preact/hooks";
import { CHIPS, type Chip } from "../domain/search";

export type Route =
  | { at: "today" }
  | { at: "households"; chip: Chip }
  | { at: "household"; code: string }
  | { at: "outbox" }
  | { at: "settings" }
  | { at: "enrol"; code: string };

export function routeOf(hash: string): Route {
  const path = hash.replace(/^#\/?/, "");
  if (path.startsWith("enrol=")) return { at: "enrol", code: decodeURIComponent(path.slice(6)) };
  const [at, rest] = path.split("/", 2) as [string, string?];
  if (at === "household" && rest) return { at, code: decodeURIComponent(rest) };
  if (at === "households") return { at, chip: CHIPS.find((chip) => chip === rest) ?? "due" };
  if (at === "outbox" || at === "settings") return { at };
  return { at: "today" };
}

export const to = {
  today: "#/today",
  households: (chip: Chip = "due") => `#/households/${chip}`,
  household: (code: string) => `#/household/${encodeURIComponent(code)}`,
  outbox: "#/outbox",
  settings: "#/settings",
};

export function useRoute(): Route {
  const [hash, set] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => set(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return routeOf(hash);
}

/** Put another address in place of this one, which the back key then does not know. */
export function replace(hash: string): void {
  history.replaceState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
