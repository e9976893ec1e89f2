// Only one window at a time sends: a lock of the browser's, or of this window alone where there is none.

import type { OneAtATime } from "./engine";

const NAME = "fangxian-field-sync";

export function alone(locks: LockManager | undefined = globalThis.navigator?.locks): OneAtATime {
  if (!locks) return async (work) => work().then(() => true);
  return (work) =>
    locks.request(NAME, { ifAvailable: true }, async (lock) => {
      if (!lock) return false;
      await work();
      return true;
    });
}
