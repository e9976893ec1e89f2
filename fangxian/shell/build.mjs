// Writes built/assets/vendor: the style sheets, the scripts of every page, the charts, and the icons as one sprite.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const target = "built/assets/vendor";

async function bundle() {
  await build({
    entryPoints: {
      page: "bundle/page.js",
      charts: "bundle/charts.js",
      tabler: "@tabler/core/dist/css/tabler.css",
      fangxian: "bundle/fangxian.css",
    },
    outdir: target,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome100", "firefox100", "safari15"],
    legalComments: "none",
    logLevel: "warning",
  });
}

async function symbol(name) {
  const drawing = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, "utf8");
  const inside = drawing.replace(/<!--[\s\S]*?-->/g, "").replace(/<\/?svg[^>]*>/g, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside}</symbol>`;
}

async function sprite() {
  const names = JSON.parse(await readFile("bundle/icons.json", "utf8"));
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(`${target}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

async function compress() {
  // The server hands out a .gz that lies beside its file.
  for (const name of await readdir(target)) {
    const content = await readFile(`${target}/${name}`);
    await writeFile(`${target}/${name}.gz`, gzipSync(content, { level: 9 }));
  }
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await bundle();
await sprite();
await compress();
