// How the phone is built: under /field/, with nothing inline, its icons drawn and its service worker written here.

import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { appIcons } from "./build/app-icons.ts";
import { compress } from "./build/compress.ts";
import { first } from "./build/first.ts";
import { icons } from "./build/icons.ts";
import { precache } from "./build/precache.ts";
import { ICON_NAMES } from "./src/ui/icon-names.ts";

const BASE = "/field/";
const OUT = "dist/field";
const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };

/** What the server says too, so that a preview shows what it forbids. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export default defineConfig({
  base: BASE,
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: ["chrome87", "firefox98", "safari15.4"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  preview: { host: "127.0.0.1", headers: { "Content-Security-Policy": POLICY } },
  plugins: [icons(ICON_NAMES), first(`${BASE}theme-first.js`), appIcons(BASE), precache(BASE), compress(OUT)],
  test: { include: ["test/*.test.ts"], environment: "node" },
});
