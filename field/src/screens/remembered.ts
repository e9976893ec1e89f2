// What a list was set to, remembered while the app is open: back from a door, it is as it was left.

import { useState } from "preact/hooks";

const memory = new Map<string, string>();

export function useRemembered<T extends string>(name: string, otherwise: T): [T, (value: T) => void] {
  const [value, set] = useState((memory.get(name) as T | undefined) ?? otherwise);
  return [
    value,
    (next) => {
      memory.set(name, next);
      set(next);
    },
  ];
}
