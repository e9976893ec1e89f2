// A Vite plugin: the few icons the screens name, from the pages' icon set, as one small module.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const NAME = "virtual:icons";
const require = createRequire(import.meta.url);

function drawing(name: string): string {
  const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), "utf8");
  return svg.replace(/<!--[\s\S]*?-->/g, "").replace(/<\/?svg[^>]*>/g, "").replace(/\s+/g, " ").trim();
}

export function icons(names: readonly string[]): Plugin {
  return {
    name: "fangxian-icons",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      return `export default ${JSON.stringify(Object.fromEntries(names.map((name) => [name, drawing(name)])))}`;
    },
  };
}
