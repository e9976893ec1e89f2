// Where a person is: the address after the hash, so that the phone's own back key works and nothing is asked of a server.

import { useEffect, useState } from "preact/hooks";
import { CHIPS, type Chip } from "../domain/search";

export type Route =
  | { at: "today" }
  | { at: "households"; chip: Chip }
  | { at: "household"; code: string }
  | { at: "items"; chip: string }
  | { at: "item"; code: string }
  | { at: "inspect" }
  | { at: "place"; code: string }
  | { at: "checklist"; place: string; checklist: string }
  | { at: "table" }
  | { at: "boxes" }
  | { at: "outbox" }
  | { at: "settings" }
  | { at: "enrol"; code: string };

export function routeOf(hash: string): Route {
  const path = hash.replace(/^#\/?/, "");
  if (path.startsWith("enrol=")) return { at: "enrol", code: decodeURIComponent(path.slice(6)) };
  const [at, rest, last] = path.split("/", 3) as [string, string?, string?];
  if ((at === "household" || at === "item" || at === "place") && rest) return { at, code: decodeURIComponent(rest) };
  if (at === "checklist" && rest && last) return { at, place: decodeURIComponent(rest), checklist: decodeURIComponent(last) };
  if (at === "items") return { at, chip: decodeURIComponent(rest ?? "") };
  if (at === "inspect") return { at };
  if (at === "households") return { at, chip: CHIPS.find((chip) => chip === rest) ?? "due" };
  if (at === "table" || at === "boxes" || at === "outbox" || at === "settings") return { at };
  return { at: "today" };
}

export const to = {
  today: "#/today",
  households: (chip: Chip = "due") => `#/households/${chip}`,
  household: (code: string) => `#/household/${encodeURIComponent(code)}`,
  items: (chip = "") => `#/items/${encodeURIComponent(chip)}`,
  item: (code: string) => `#/item/${encodeURIComponent(code)}`,
  inspect: "#/inspect",
  place: (code: string) => `#/place/${encodeURIComponent(code)}`,
  checklist: (place: string, checklist: string) => `#/checklist/${encodeURIComponent(place)}/${encodeURIComponent(checklist)}`,
  table: "#/table",
  boxes: "#/boxes",
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
