// Readable in the sun and at two in the morning: every pair of text and ground, light and dark, at 4.5 or more.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../src/ui/colours.css", import.meta.url), "utf8");

function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1]!, found[2]!]));
}

const [light, night, chosen] = css.split(/:root/).slice(1).map((part) => colours(part.split("}")[0]!));
const THEMES = { light: light!, dark: chosen! };

/** Source: WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright! + 0.05) / (dark! + 0.05);
}

const PAIRS = [
  ...["ink", "quiet", "brand", "ok", "warn", "bad", "info"].flatMap((text) => [`${text} paper`, `${text} ground`]),
  ...["ok", "warn", "bad", "info", "none"].map((tone) => `${tone} ${tone}-soft`),
  "on-brand brand",
  "ink brand-soft",
  "ink none-soft",
  "paper ok",
  "paper bad",
  "on-toast toast",
  "toast-action toast",
];

describe.each(Object.entries(THEMES))("in the %s", (_, theme) => {
  it.each(PAIRS)("%s can be read", (pair) => {
    const [text, ground] = pair.split(" ") as [string, string];
    expect(contrast(theme.get(text)!, theme.get(ground)!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["edge paper", "edge ground", "fill-reached paper", "fill-refused paper"])("%s can be seen", (pair) => {
    const [part, ground] = pair.split(" ") as [string, string];
    expect(contrast(theme.get(part)!, theme.get(ground)!)).toBeGreaterThanOrEqual(3);
  });
});

it("the dark that is chosen is the dark of the night", () => {
  expect(Object.fromEntries(chosen!)).toEqual(Object.fromEntries(night!));
});
