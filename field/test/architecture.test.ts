// The phone keeps its shape: one door to the server, one to the database, a pure domain, short files, nothing inline.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = new URL("..", import.meta.url).pathname;
const files = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(tsx?|css|js|mjs)$/.test(name))
    .map((name) => join(folder, name));
const text = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const sources = files("src");
const code = sources.filter((path) => /\.tsx?$/.test(path));
const all = [...sources, ...files("build"), ...files("test"), ...files("public"), "vite.config.ts"];

/** Which folders of src a folder may lean on. */
const ARROWS: Record<string, string[]> = {
  domain: [],
  i18n: [],
  store: ["domain"],
  net: ["domain"],
  sync: ["domain", "store", "net"],
  ui: ["domain", "store", "net", "sync", "i18n"],
  screens: ["domain", "store", "sync", "i18n", "ui"],
};

describe("the phone", () => {
  it("talks to the server from one module, and opens the database in one", () => {
    expect(code.filter((path) => /\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket/.test(text(path)))).toEqual(["src/net/api.ts"]);
    expect(code.filter((path) => /openDB[<(]|indexedDB/.test(text(path)))).toEqual(["src/store/database.ts"]);
  });

  it("has a domain that knows no browser", () => {
    const impure = /\b(document|window|navigator|localStorage|indexedDB|fetch|setTimeout|Date\.now|Math\.random)\b/;
    expect(code.filter((path) => path.startsWith("src/domain/") && impure.test(text(path).replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "")))).toEqual([]);
  });

  it.each(Object.entries(ARROWS))("src/%s leans on nothing above it", (folder, below) => {
    const wrong = code
      .filter((path) => path.startsWith(`src/${folder}/`))
      .flatMap((path) =>
        [...text(path).matchAll(/from "(\.[^"]+)"/g)].map((found) => relative("src", join(path, "..", found[1]!)).split("/")[0]!),
      )
      .filter((other) => other !== folder && other !== ".." && !below.includes(other));
    expect(wrong).toEqual([]);
  });

  it("opens every file with a sentence", () => {
    expect(all.filter((path) => !/^(\/\/ .+[.!:?`]|\/\* .+\. \*\/)$/.test(text(path).split("\n")[0]!))).toEqual([]);
  });

  it("splits files by noun before they grow long", () => {
    const long = code.filter((path) => !path.includes("/i18n/") && text(path).split("\n").length > 200);
    expect(long).toEqual([]);
  });

  it("holds nothing that a strict content security policy forbids", () => {
    const inline = /\beval\(|new Function|\sstyle=|javascript:|<style/;
    expect(code.filter((path) => inline.test(text(path)))).toEqual([]);
    const page = text("index.html");
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/);
  });

  it("never believes what the browser says of the line", () => {
    expect(code.filter((path) => /onLine/.test(text(path)))).toEqual([]);
  });
});
