// A Vite plugin: a .gz beside everything that was built and grows smaller, which the server hands out in its place.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(html|js|css|svg|wasm|webmanifest)$/;

export function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

export function compress(folder: string): Plugin {
  return {
    name: "fangxian-compress",
    apply: "build",
    closeBundle() {
      for (const path of files(folder).filter((name) => TEXT.test(name))) {
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    },
  };
}
