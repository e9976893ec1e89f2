// A Vite plugin: the app's own icon, as the pages have it, in the sizes that home screens ask for, and the manifest.

import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { png, type Rgba } from "./png.ts";

const GROUND: Rgba = [0x14, 0x50, 0x7a, 1];
const LINE: Rgba = [0xff, 0xff, 0xff, 1];
const LIGHT: Rgba = [0xff, 0xb4, 0x54, 1];
const NOTHING: Rgba = [0, 0, 0, 0];

/** The pages' favicon in its own coordinates: 32 wide, three lines of defence and a light. */
const SVG = new URL("../../fangxian/shell/static/favicon.svg", import.meta.url);
const LINES = [
  [7, 25, 9],
  [7, 19, 16],
  [7, 25, 23],
] as const;

function mark(x: number, y: number): Rgba | null {
  if (Math.hypot(x - 25, y - 16) <= 3) return LIGHT;
  const onLine = LINES.some(([from, until, height]) => Math.hypot(x - Math.min(until, Math.max(from, x)), y - height) <= 1.5);
  return onLine ? LINE : null;
}

function insideRounded(x: number, y: number, radius: number): boolean {
  const dx = Math.max(radius - x, 0, x - (32 - radius));
  const dy = Math.max(radius - y, 0, y - (32 - radius));
  return Math.hypot(dx, dy) <= radius;
}

const rounded = (x: number, y: number): Rgba =>
  insideRounded(x * 32, y * 32, 7) ? (mark(x * 32, y * 32) ?? GROUND) : NOTHING;

/** Full to the edges, the mark within the middle that every mask leaves. */
const masked = (x: number, y: number): Rgba => mark((x - 0.5) * 44 + 16, (y - 0.5) * 44 + 16) ?? GROUND;

const ICONS = [
  { src: "icon-192.png", size: 192, paint: rounded, purpose: "any" },
  { src: "icon-512.png", size: 512, paint: rounded, purpose: "any" },
  { src: "icon-maskable.png", size: 512, paint: masked, purpose: "maskable" },
];

function manifest(base: string): string {
  return JSON.stringify({
    id: base,
    name: "防线 Fangxian",
    short_name: "防线",
    description: "Every household reached, online or not",
    lang: "zh-Hans",
    start_url: base,
    scope: base,
    display: "standalone",
    orientation: "portrait",
    background_color: "#f3f6f9",
    theme_color: "#14507a",
    icons: [
      ...ICONS.map(({ src, size, purpose }) => ({ src, sizes: `${size}x${size}`, type: "image/png", purpose })),
      { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  });
}

export function appIcons(base: string): Plugin {
  return {
    name: "fangxian-app-icons",
    apply: "build",
    generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array): void => {
        this.emitFile({ type: "asset", fileName, source });
      };
      for (const { src, size, paint } of ICONS) emit(src, png(size, paint));
      emit("icon-apple.png", png(180, masked));
      emit("icon.svg", readFileSync(SVG, "utf8"));
      emit("manifest.webmanifest", manifest(base));
    },
  };
}
