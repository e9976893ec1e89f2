// The next moves of an item at the lower edge; after the last one, the way to the next item.

import { useState } from "preact/hooks";
import { moved } from "../domain/acting";
import type { Move } from "../domain/flow";
import { mainMove, type OwnItem } from "../domain/items";
import { useActing } from "../ui/acting";
import { useOwnItems, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-names";
import { to } from "../ui/route";
import { MoveSheet } from "./move-sheet";

/** Reporting back is never one touch: whoever asked wants to read something. */
const REPORT = "report";

function iconOf({ needs, code }: Move): IconName {
  if (needs.includes("evidence")) return "camera";
  if (needs.includes("reason")) return code === "withdraw" ? "x" : "arrow-back-up";
  return code === REPORT ? "send" : "check";
}

export function ItemMoves({ item }: { item: OwnItem }) {
  const { t } = useWords();
  const { busy, failure, act } = useActing();
  const [sheet, setSheet] = useState<Move | null>(null);
  const { held, moves } = item;
  const choose = (move: Move): void => {
    if (move.code === REPORT || move.needs.length > 0) return setSheet(move);
    void act(move.label, { first: moved(held, move.code, "", {}) });
  };
  return (
    <div class="panel" role="region" aria-label={t("item.next")}>
      {failure && (
        <p class="notice tone-bad" role="alert">
          <Icon name="alert-triangle" />
          <span>{t(failure)}</span>
        </p>
      )}
      {moves.length === 0 && <Done item={item} />}
      <Buttons item={item} busy={busy} onChoose={choose} />
      {sheet && <MoveSheet key={sheet.code} item={item} move={sheet} onClose={() => setSheet(null)} />}
    </div>
  );
}

/** The likeliest move is the largest, nearest to the thumb. */
function Buttons({ item, busy, onChoose }: { item: OwnItem; busy: boolean; onChoose: (move: Move) => void }) {
  const main = mainMove(item);
  const others = item.moves.filter((move) => move !== main);
  return (
    <>
      {others.length > 0 && (
        <div class="outcomes">
          {others.map((move) => (
            <button key={move.code} type="button" class="button" disabled={busy} onClick={() => onChoose(move)}>
              <Icon name={iconOf(move)} />
              <span>{move.label}</span>
            </button>
          ))}
        </div>
      )}
      {main && (
        <button type="button" class="outcome tall tone-ok" disabled={busy} onClick={() => onChoose(main)}>
          <Icon name={iconOf(main)} large />
          <span>{main.label}</span>
        </button>
      )}
    </>
  );
}

function Done({ item }: { item: OwnItem }) {
  const { t } = useWords();
  const next = useOwnItems().find(({ held, moves }) => moves.length > 0 && held.code !== item.held.code);
  const state = item.flow.states[item.state] ?? item.state;
  return (
    <>
      <p class="done tone-ok">
        <Icon name="check" />
        <span class="grow">{t("item.done", { state })}</span>
      </p>
      <a class="button primary tall" href={next ? to.item(next.held.code) : to.items()}>
        {t(next ? "item.next_item" : "household.go_list")}
        <Icon name="arrow-right" />
      </a>
    </>
  );
}
