// Says how much the first load brings over the line, compressed, and fails above what we promise.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 100_000;
const FOLDER = new URL("../dist/field/", import.meta.url);

const worker = readFileSync(new URL("sw.js", FOLDER), "utf8");
const kept = JSON.parse(/const FILES = (\[.*?\]);/.exec(worker)[1]);
const names = [...kept.map((file) => file.replace(/^\/field\//, "") || "index.html"), "sw.js"];

let total = 0;
for (const name of names) {
  const bytes = gzipSync(readFileSync(new URL(name, FOLDER)), { level: 9 }).length;
  total += bytes;
  console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${name}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  first load, gzip (at most ${MOST / 1000} kB)`);
if (total > MOST) process.exit(1);
