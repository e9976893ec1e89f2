// The lot of a document's number under the salt of a round: what the list of people has in place of numbers.

import { lotOf } from "../domain/id-number";

/** `salt` is base64, `number` as it is kept: without spaces, in upper case. */
export async function lot(salt: string, number: string): Promise<string> {
  const bytes = Uint8Array.from(atob(salt), (one) => one.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return lotOf(new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(number))));
}
