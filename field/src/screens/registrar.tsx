// The registrar's work: field, who was found, tube; all of it by Enter alone.

import { useEffect, useRef, useState } from "preact/hooks";
import { swabbed, type Whom } from "../domain/taking";
import type { Person } from "../domain/rounds";
import { barcodeOf } from "../domain/tubes";
import { useActing } from "../ui/acting";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { useSeeking, type Sought } from "../ui/seeking";
import { signal } from "../ui/signal";
import type { TableNow } from "../ui/table";
import { CloseSheet } from "./close-sheet";
import { EntryField } from "./entry-field";
import { FoundPeople } from "./found-people";
import { StrangerSheet } from "./stranger-sheet";
import { TubeCard } from "./tube-card";

/** Some hand scanners end with two Enters: one that follows at once is not a person's. */
const TWICE_MS = 250;

/** A glove taps twice: the next of the household is not added by it. */
const GLOVE_MS = 600;

/** Somebody of those found who is to be sampled next: the chosen one, else the first who was not yet. */
function nextOf(sought: Sought | null, picked: string, { sampled }: TableNow): Person | null {
  const people = sought?.people ?? [];
  return people.find(({ target }) => target === picked) ?? people.find((one) => sampled(one) === null) ?? (people.length === 1 ? people[0]! : null);
}

export function Registrar({ now }: { now: TableNow }) {
  const { t, number } = useWords();
  const { busy, failure, act } = useActing();
  const seeking = useSeeking(now);
  const { sought, trouble, closing, seek, clear, done } = seeking;
  const [picked, setPicked] = useState("");
  const [said, setSaid] = useState("");
  const [stranger, setStranger] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const entered = useRef(0);
  const turned = useRef(-GLOVE_MS);
  const person = nextOf(sought, picked, now);
  const back = (): void => {
    // On a phone the keyboard would cover half of the screen; a scanner finds the field without it.
    if (!matchMedia("(pointer: fine)").matches) return;
    // Once the sheet is gone, and the key that chose somebody is no longer down.
    setTimeout(() => field.current?.focus());
  };
  useEffect(back, []);

  const add = async (whom: Whom): Promise<void> => {
    const reports = swabbed(now.at, now.code, now.tube, whom);
    const [first, ...then] = reports;
    const name = reports.find(({ kind }) => kind === "swab")!.about;
    const isClosed = reports.at(-1)!.body["step"] === "closed";
    // While the tube is open, the last swab is taken back at the tube itself.
    if (!(await act(name, { first: first!, then: () => then }, !isClosed))) return;
    signal("good");
    const values = { name, tube: barcodeOf(now.code), n: number(Number(reports.at(-1)!.body["swabs"] ?? 0)) };
    setSaid(t(isClosed ? "table.added_closed" : "table.added", values));
    setPicked("");
    const rest = (sought?.people ?? []).filter((one) => one !== person && now.sampled(one) === null);
    if (isClosed || sought?.by === "name" || rest.length === 0) done(sought);
    else turned.current = performance.now();
    back();
  };

  const tap = (one: Person): void => {
    if (performance.now() - turned.current >= GLOVE_MS) void add({ person: one });
  };

  const enter = async (text: string): Promise<void> => {
    const isTwice = performance.now() - entered.current < TWICE_MS;
    entered.current = performance.now();
    if (text.trim() === "") {
      if (isTwice) return;
      if (person && now.sampled(person) === null && !busy) await add({ person });
      return;
    }
    setSaid(person && now.sampled(person) === null && sought?.people.length === 1 ? t("table.not_added", { name: person.name }) : "");
    setPicked("");
    turned.current = -GLOVE_MS;
    const next = await seek(text);
    if (next?.people.length === 0 && next.identity && next.identity.type !== "other") setStranger(true);
  };

  return (
    <div class="table">
      <div class="table-work">
        <EntryField input={field} word={t(now.code === "" ? "table.scan_tube" : "table.scan_person")} onEnter={enter} onEscape={clear} />
        <div class="said-line">
          <p class={trouble ? "said bad grow" : "said grow"} role="status">
            {trouble ? t(trouble) : said}
          </p>
          {now.tube && (
            <b class="tube-now" aria-hidden="true">
              {t("check.progress", { part: number(now.tube.swabs.length), total: number(now.tube.size) })}
            </b>
          )}
        </div>
        {failure && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(failure)}</span>
          </p>
        )}
        {sought && (
          <FoundPeople now={now} sought={sought} person={person} busy={busy} onPick={(target) => (setPicked(target), back())} onAdd={tap} onStranger={() => setStranger(true)} />
        )}
        {now.code !== "" && !sought && (
          <button type="button" class="button wide" onClick={() => setStranger(true)}>
            <Icon name="user" />
            {t("table.stranger")}
          </button>
        )}
      </div>
      <TubeCard now={now} onSaid={setSaid} onDone={back} />
      {closing && now.tube && <CloseSheet now={now} onSaid={setSaid} onClose={() => (clear(), back())} />}
      {stranger && (
        <StrangerSheet now={now} sought={sought} onKnown={(text) => void seek(text)} onAdd={add} onClose={() => (setStranger(false), back())} />
      )}
    </div>
  );
}
