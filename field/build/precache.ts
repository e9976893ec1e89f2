// A Vite plugin: the service worker, written from worker.js with the list of everything that was built.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "vite";
import { files } from "./compress.ts";

/** Icons are for home screens only; the scanner is kept when it is first asked for. */
const LATER = /\.png$|\/scanner-[^/]*\.js$|\.wasm$/;

export function precache(base: string): Plugin {
  let open = "";
  return {
    name: "fangxian-precache",
    apply: "build",
    enforce: "post",
    configResolved: ({ publicDir }) => {
      open = publicDir;
    },
    generateBundle(_, bundle) {
      const hash = createHash("sha256");
      const built = new Map(files(open).map((path) => [relative(open, path), readFileSync(path) as string | Uint8Array]));
      for (const [name, part] of Object.entries(bundle)) built.set(name, part.type === "chunk" ? part.code : part.source);
      const names = [...built.keys()].filter((name) => !LATER.test(name)).sort();
      for (const name of names) hash.update(name).update(built.get(name)!);
      const kept = names.map((name) => (name === "index.html" ? base : base + name));
      const worker = readFileSync(new URL("./worker.js", import.meta.url), "utf8")
        .replace("__VERSION__", hash.digest("hex").slice(0, 12))
        .replace("__BASE__", base)
        .replace('"__FILES__"', JSON.stringify(kept));
      this.emitFile({ type: "asset", fileName: "sw.js", source: worker });
    },
  };
}
