// What was read while something was written is older than what is shown.

import { expect, it } from "vitest";
import { Writing } from "../src/ui/writing";

it("what was read before, during or around a write is not the newest; what is read after it is", async () => {
  const writing = new Writing();
  const before = writing.reading();
  expect(before()).toBe(true);
  let end = (): void => undefined;
  const written = writing.write(() => new Promise((done) => (end = done)));
  const during = writing.reading();
  expect([before(), during()]).toEqual([false, false]);
  end();
  await written;
  expect([before(), during(), writing.reading()()]).toEqual([false, false, true]);
});

it("a write that fails is over, too", async () => {
  const writing = new Writing();
  await expect(writing.write(() => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  expect(writing.reading()()).toBe(true);
});
