// The phone's words: none missing in any language, the same values put in, and plain about what happens.

import { describe, expect, it } from "vitest";
import { en, type Word } from "../src/i18n/en";
import { distance, time } from "../src/i18n/formats";
import { languageFor, LANGUAGES, say, WORDS } from "../src/i18n/languages";
import { PURPOSES } from "../src/sync/people";

const names = Object.keys(en) as Word[];
const values = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(LANGUAGES)("in %s", (language) => {
  const words = WORDS[language];

  it("no word is missing and none is left over", () => {
    expect(Object.keys(words).sort()).toEqual([...names].sort());
    expect(names.filter((name) => !words[name] && name !== "ended.replaced")).toEqual([]);
  });

  it("every sentence takes the same values", () => {
    expect(names.filter((name) => values(words[name]).join() !== values(en[name]).join())).toEqual([]);
  });

  it("every purpose has its word", () => {
    expect(PURPOSES.filter((purpose) => !words[`purpose.${purpose}`])).toEqual([]);
  });
});

describe("languages", () => {
  it("Chinese words hold no Latin sentences, and Traditional ones no Simplified characters", () => {
    const latin = names.filter((name) => /[a-z]{3,} [a-z]{3,}/i.test(WORDS["zh-Hans"][name]));
    const simplified = names.filter((name) => /[们这个说还没发户电话务边办记录]/.test(WORDS["zh-Hant"][name]));
    expect(latin).toEqual([]);
    expect(simplified).toEqual([]);
  });

  it.each([
    [["zh-TW", "en"], "zh-Hant"],
    [["zh-Hant-HK"], "zh-Hant"],
    [["zh-CN"], "zh-Hans"],
    [["fr", "en-US"], "en"],
    [["fr"], "zh-Hans"],
    [[], "zh-Hans"],
  ])("%j gets %s", (wanted, language) => {
    expect(languageFor(wanted)).toBe(language);
  });

  it("put values in and leave unknown ones", () => {
    expect(say("en", "door.held", { name: "Li" })).toBe("held by Li");
    expect(say("en", "door.held")).toBe("held by {name}");
  });

  it("say times and distances as people write them", () => {
    const at = new Date(2022, 1, 9, 16, 5).getTime();
    expect(time("en", at, at)).toBe("16:05");
    expect(time("zh-Hans", at, at + 86_400_000)).toBe("2月9日 16:05");
    expect(distance("en", 123)).toBe("120 m");
    expect(distance("zh-Hans", 1234)).toBe("1.2 公里");
  });
});
