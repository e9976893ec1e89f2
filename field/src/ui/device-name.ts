// What this phone is called in a list of phones.

/** What a list of phones calls this one: its make as the browser tells it, nothing more. */
export function deviceName(): string {
  const found = /\(([^)]+)\)/.exec(navigator.userAgent)?.[1] ?? "";
  return found.split(";").slice(-2).join(" ").trim().slice(0, 60) || "phone";
}
