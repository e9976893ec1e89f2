// Enrolments on this phone: begun, ended, remembered for the reports born under them.

import { enrolmentOf, type Ending, type EnrolAnswer, type Enrolment } from "../domain/enrolment";
import { uuid4 } from "../domain/ids";
import { mustStay } from "../domain/report";
import { whole, type Database } from "./database";
import { wipe, wiping, type Wiping } from "./held";

/** The id of this installation, minted once. */
export async function installation(db: Database, random: Uint8Array): Promise<string> {
  const tx = db.transaction("facts", "readwrite");
  return whole(tx, async () => {
    const known = (await tx.store.get("installation")) ?? uuid4(random);
    await tx.store.put(known, "installation");
    return known;
  });
}

/** The enrolment that runs on this phone, or null. */
export async function current(db: Database): Promise<Enrolment | null> {
  const device = await db.get("facts", "device");
  const enrolment = device ? await db.get("enrolments", device) : undefined;
  return enrolment?.token ? enrolment : null;
}

/** Why the last enrolment ended, for the screen that asks for a new one. */
export async function lastEnding(db: Database): Promise<Ending> {
  const device = await db.get("facts", "ended_device");
  return (device ? await db.get("enrolments", device) : undefined)?.ended ?? "";
}

/** Begin an enrolment; one that ran ends, and with it goes everything the server has. */
export async function begin(db: Database, answer: EnrolAnswer, now: number): Promise<Enrolment> {
  const tx = wiping(db);
  return whole(tx, async () => {
    const before = await tx.objectStore("facts").get("device");
    const running = before ? await tx.objectStore("enrolments").get(before) : undefined;
    if (running) await tx.objectStore("enrolments").put({ ...running, token: "", ended: "replaced" });
    await wipe(tx);
    const enrolment = enrolmentOf(answer, now);
    await tx.objectStore("enrolments").put(enrolment);
    await tx.objectStore("facts").put(enrolment.device, "device");
    await tx.objectStore("facts").delete("ended_device");
    return enrolment;
  });
}

/** End the enrolment of a device: the token and everything the server has go, what it does not have stays. */
export async function end(db: Database, device: string, why: Ending): Promise<void> {
  const tx = wiping(db);
  await whole(tx, async () => {
    if ((await tx.objectStore("facts").get("device")) !== device) return;
    const running = await tx.objectStore("enrolments").get(device);
    if (running) await tx.objectStore("enrolments").put({ ...running, token: "", ended: why });
    await tx.objectStore("facts").delete("device");
    await tx.objectStore("facts").put(device, "ended_device");
    await wipe(tx);
    await forgetEmpty(tx, device);
  });
}

/** Enrolments that have ended and of which nothing waits are not remembered. */
async function forgetEmpty(tx: Wiping, but: string): Promise<void> {
  const needed = new Set((await tx.objectStore("outbox").getAll()).filter(mustStay).map((item) => item.device));
  const ended = (await tx.objectStore("enrolments").getAll()).filter(({ device, token }) => !token && device !== but);
  const empty = ended.filter(({ device }) => !needed.has(device));
  await Promise.all(empty.map(({ device }) => tx.objectStore("enrolments").delete(device)));
}
