// Where the phone is, for those who let it be known: asked only when a person touches a button, kept only while the app is open.

import { useState } from "preact/hooks";
import type { Point } from "../domain/order";

export interface Position extends Point {
  accuracy: number;
}

export type Finding = "" | "asking" | "unknown";

let last: Position | null = null;

const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };

function ask(): Promise<Position | null> {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }),
      () => done(null),
      PATIENCE,
    );
  });
}

/** Where the phone was last found in this window, and the way to find it anew. */
export function usePosition(): { here: Position | null; finding: Finding; find: () => void; forget: () => void } {
  const [here, set] = useState(last);
  const [finding, setFinding] = useState<Finding>("");
  const find = (): void => {
    setFinding("asking");
    void ask().then((found) => {
      last = found ?? last;
      set(last);
      setFinding(found ? "" : "unknown");
    });
  };
  return { here, finding, find, forget: () => set(null) };
}
