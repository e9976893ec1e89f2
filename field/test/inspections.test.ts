// Inspections on the phone: a draft that nothing loses, one report of it with its pictures, and the look again.

import { beforeEach, describe, expect, it, vi } from "vitest";
import { inspected, lookedAgain, picturesOf } from "../src/domain/acting";
import { checklistOf, checklistsOf, lineWord } from "../src/domain/checklists";
import { findingCode, inspectionBody, judgedLine, progressOf, standOf, type DraftLine } from "../src/domain/inspection";
import { isJudged, nextStop, placesMatching, placesOf, running, type Place } from "../src/domain/places";
import { StorageFull } from "../src/store";
import { Bench } from "./bench";
import { finding, heldPlace, working } from "./samples-work";

const OWNER = "debao/R-HE";
const FORM = checklistOf("sampling_point")!;
let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  bench.server = working(() => bench.at);
  bench.close();
  await bench.open();
  await bench.enrol("HE");
  await bench.round();
});

function draft(line: string, more: Partial<DraftLine> = {}): DraftLine {
  const place = { place: "S-SQUARE", name: "河口广场采样点", area: "451024100201001", checklist: "sampling_point" };
  return { owner: OWNER, ...place, line, result: "ok", remark: "", photos: [], at: bench.at, ...more };
}

const DRAFTS = (): DraftLine[] => [
  draft("identity", { result: "failed", remark: "没有核对", photos: ["one", "two"] }),
  draft("wait", { result: "failed", remark: " 排了一小时 " }),
  draft("crew"),
];

async function places(): Promise<Place[]> {
  return placesOf((await bench.store.held())!.places, await bench.store.reportsOf(OWNER));
}

const square = async (): Promise<Place> => (await places()).find(({ held }) => held.code === "S-SQUARE")!;

/** As the screen records it. */
async function record(drafts: DraftLine[]) {
  const place = await square();
  const body = inspectionBody(FORM, drafts, running(place.findings), "", null);
  const then = (id: string) => picturesOf(id, place.held, body, drafts);
  return bench.store.recordTogether({ first: inspected(place.held, body, null), then, made: drafts });
}

describe("a draft", () => {
  it("survives the phone being switched off, and the date of what is held", async () => {
    for (const one of DRAFTS()) await bench.store.putDraft(one);
    bench.close();
    await bench.open();
    bench.pass(13 * 3_600_000);
    bench.server.fault = () => "drop";
    await bench.round();
    expect(await bench.store.held()).toBeNull();
    expect((await bench.store.draftsOf(OWNER)).map(({ line }) => line)).toEqual(["crew", "identity", "wait"]);
  });

  it("is seen by nobody else on this phone, and is there again for its owner", async () => {
    await bench.store.putDraft(draft("crew"));
    await bench.enrol("LI");
    expect(await bench.store.draftsOf("debao/R-LI")).toEqual([]);
    expect(await bench.store.draftsOf(OWNER)).toHaveLength(1);
  });

  it("given up takes no other with it", async () => {
    await bench.store.putDraft(draft("crew"));
    await bench.store.putDraft(draft("masks", { checklist: "ppe" }));
    await bench.store.dropDraft(OWNER, "S-SQUARE", "sampling_point");
    expect((await bench.store.draftsOf(OWNER)).map(({ checklist }) => checklist)).toEqual(["ppe"]);
  });

  it("is changed in one part and keeps the others", () => {
    const [labels, wait] = [draft("labels", { result: "failed", photos: ["one"] }), draft("wait")];
    const { owner, at, place, name, area, checklist, line } = labels;
    const judged = judgedLine([labels, wait], { owner, at, place, name, area, checklist, line, remark: "脱落" });
    expect(judged).toEqual({ ...labels, remark: "脱落" });
    expect(judgedLine([], { owner, at, place, name, area, checklist, line })).toMatchObject({ result: "not_seen", photos: [] });
  });

  it("says how far it is", () => {
    expect(progressOf(FORM, DRAFTS())).toEqual({ judged: 3, total: 12, failed: 2, ready: true });
    expect(progressOf(FORM, [draft("crew", { result: "not_seen" })])).toMatchObject({ judged: 1, ready: false });
  });
});

describe("an inspection", () => {
  it("is one report with its lines in order, then a picture for each photo, of the finding its line opens", async () => {
    for (const one of DRAFTS()) await bench.store.putDraft(one);
    const [report, ...pictures] = await record(DRAFTS());
    expect(report!.report.body["lines"]).toEqual([
      { line: "crew", result: "ok" },
      { line: "wait", result: "failed", remark: "排了一小时" },
      { line: "identity", result: "failed", remark: "没有核对" },
    ]);
    const code = `finding-${report!.id.replaceAll("-", "")}-02`;
    expect(findingCode(report!.id, 2)).toBe(code);
    expect(pictures.map(({ report: { kind, subject } }) => [kind, subject])).toEqual([["evidence", code], ["evidence", code]]);
    expect(await bench.store.photoOf(pictures[1]!.id)).toBe("two");
    expect(await bench.store.draftsOf(OWNER)).toEqual([]);
  });

  it("is pushed before its pictures", async () => {
    await record(DRAFTS());
    await bench.round();
    expect(bench.server.pushes.flatMap(({ reports }) => reports.map(({ kind }) => kind))).toEqual(["inspection", "evidence", "evidence"]);
    expect(bench.server.pushes.at(-1)!.reports.at(-1)!.body).toEqual({ jpeg: "two" });
  });

  it("that finds the storage full is not born at all, and its draft stays", async () => {
    for (const one of DRAFTS()) await bench.store.putDraft(one);
    let left = 3;
    const add = IDBObjectStore.prototype.add;
    const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, ...given) {
      if (left-- === 0) throw new DOMException("no room", "QuotaExceededError");
      return add.apply(this, given);
    });
    await expect(record(DRAFTS())).rejects.toBeInstanceOf(StorageFull);
    full.mockRestore();
    expect(await bench.states(OWNER)).toEqual([]);
    expect(await bench.store.draftsOf(OWNER)).toHaveLength(3);
    expect((await record(DRAFTS()))[0]!.report.device_seq).toBe(1);
  });

  it("taken back gives its numbers and its draft back; once on the line it cannot be", async () => {
    const items = await record(DRAFTS());
    const ids = items.map(({ id }) => id);
    expect(await bench.store.takeBack(ids, DRAFTS())).toBe(true);
    expect(await bench.states(OWNER)).toEqual([]);
    expect(await bench.store.draftsOf(OWNER)).toHaveLength(3);
    const again = await record(DRAFTS());
    expect(again[0]!.report.device_seq).toBe(1);
    await bench.store.putOnTheLine([again[0]!.id]);
    expect(await bench.store.takeBack(again.map(({ id }) => id), DRAFTS())).toBe(false);
    expect(await bench.states(OWNER)).toEqual(["waiting", "waiting", "waiting"]);
  });

  it("keeps what waits when the phone is revoked, and sends it under the next enrolment", async () => {
    await record(DRAFTS());
    bench.server.fault = () => ({ status: 401, data: { code: "field.device_revoked", sentence: "" } });
    await bench.round();
    expect(await bench.store.held()).toBeNull();
    expect(await bench.states(OWNER)).toEqual(["waiting", "waiting", "waiting"]);
    bench.server.fault = () => null;
    await bench.enrol("HE");
    await bench.round();
    expect([...bench.server.log.values()].map(({ kind }) => kind)).toEqual(["inspection", "evidence", "evidence"]);
  });

  it("says where the inspector stood only when that is told, by the second version of its form", () => {
    const stand = standOf(23.331234, 106.6, 11.6);
    expect(stand).toEqual({ lat_e5: 2333123, lon_e5: 10660000, accuracy_m: 12 });
    const place = heldPlace();
    expect(inspected(place, inspectionBody(FORM, DRAFTS(), [], "", stand), stand)).toMatchObject({ form_version: 2, body: stand });
    expect(inspected(place, inspectionBody(FORM, DRAFTS(), [], "", null), null).form_version).toBe(1);
  });
});

describe("a place", () => {
  it("shows what was found on this phone until the server does", async () => {
    await record(DRAFTS());
    const found = (await square()).findings.filter(({ here }) => here === "found");
    expect(found.map(({ line, remark }) => [line, remark])).toEqual([["wait", "排了一小时"], ["identity", "没有核对"]]);
    expect(nextStop(await places())?.held.code).toBe("S-GATE");
    await bench.round();
    const after = await square();
    expect(after.findings.map(({ line, here }) => [line, here])).toEqual([["labels", ""], ["waste", ""], ["wait", ""], ["identity", ""]]);
    expect(after.waiting).toBe(false);
  });

  it("has a line that runs looked at again, and opens no second finding", async () => {
    const body = inspectionBody(FORM, [draft("labels"), draft("waste", { result: "failed" })], running((await square()).findings), "", null);
    expect(body["lines"]).toEqual([
      { line: "labels", result: "ok", finding: "finding-a-00" },
      { line: "waste", result: "failed", finding: "finding-a-01" },
    ]);
  });

  it("has a finding closed by a look again, or open as before", async () => {
    const place = await square();
    const [labels] = place.findings.filter(isJudged);
    const [first, then] = lookedAgain(place.held, labels!, "failed", "还是没有标签", ["photo"]);
    const items = await bench.store.recordTogether({ first, then: () => then });
    expect(items.map(({ report }) => report.subject)).toEqual(["S-SQUARE", "finding-a-00"]);
    expect((await square()).findings[0]).toMatchObject({ state: "open", here: "returned", remark: "还是没有标签" });

    await bench.store.takeBack(items.map(({ id }) => id));
    const [right] = lookedAgain(place.held, labels!, "ok", "", []);
    await bench.store.record(right);
    expect((await square()).findings[0]).toMatchObject({ here: "closed" });
    expect((await square()).findings.filter(isJudged)).toEqual([]);
    await bench.round();
    expect((await square()).findings.map(({ code }) => code)).toEqual(["finding-a-01"]);
  });

  it("is not judged by whoever put it right", () => {
    const own = finding("finding-a-02", "lane", { state: "remedied", own: true });
    const [place] = placesOf([heldPlace({ findings: [own] })], []);
    expect(place!.findings.filter(isJudged)).toEqual([]);
  });

  it("is found by a few characters of its name, address or code", async () => {
    const all = await places();
    expect(placesMatching(all, "隔离").map(({ held }) => held.code)).toEqual(["S-HOTEL"]);
    expect(placesMatching(all, "s-ga").map(({ held }) => held.code)).toEqual(["S-GATE"]);
  });

  it("is offered its own checklist before those of every place", () => {
    expect(checklistsOf(["ppe", "new", "sampling_point"]).map(({ checklist }) => checklist)).toEqual(["sampling_point", "ppe"]);
  });

  it("has its words in three languages", () => {
    for (const { code } of FORM.lines) expect(["zh-Hans", "zh-Hant", "en"].filter((one) => !lineWord("sampling_point", code, one))).toEqual([]);
  });
});
