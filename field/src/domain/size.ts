// How much is held: characters and bytes, said in kB.

/** Bytes of a value as JSON in UTF-8, nearly: what is not ASCII counts three. */
export function bytesOf(value: unknown): number {
  const text = JSON.stringify(value) ?? "";
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) bytes += 2;
  return bytes;
}

/** Whole kB, at least one when there is anything. */
export function kilobytes(bytes: number): number {
  return bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 1000));
}
