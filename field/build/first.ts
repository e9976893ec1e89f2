// A Vite plugin: a small script that runs before anything is drawn, left as it is, and not inline.

import type { Plugin } from "vite";

export function first(src: string): Plugin {
  return {
    name: "fangxian-first",
    transformIndexHtml: {
      order: "post",
      handler: () => [{ tag: "script", attrs: { src }, injectTo: "head" }],
    },
  };
}
