// UUIDs minted on the phone: version 7 for reports, so that later ones sort later, and version 4 for installations.

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

function written(bytes: Uint8Array): string {
  const all = Array.from(bytes, hex).join("");
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join("-");
}

/**
 * A UUIDv7 of an instant. `sequence` fills the twelve bits after the version, so that reports of one millisecond keep
 * their order; `random` are at least ten random bytes.
 * Source: RFC 9562, section 5.7 and section 6.2, method 1.
 */
export function uuid7(at: number, sequence: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  for (let index = 0, rest = at; index < 6; index++, rest = Math.floor(rest / 256)) bytes[5 - index] = rest % 256;
  bytes[6] = 0x70 | ((sequence >> 8) & 0x0f);
  bytes[7] = sequence & 0xff;
  bytes.set(random.subarray(0, 8), 8);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return written(bytes);
}

/** A UUIDv4 of sixteen random bytes. */
export function uuid4(random: Uint8Array): string {
  const bytes = random.slice(0, 16);
  bytes[6] = 0x40 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return written(bytes);
}
