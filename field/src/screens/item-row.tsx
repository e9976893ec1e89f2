// An item in a list: what, where, until when, who gave it; the first step of some is one touch away.

import { moved } from "../domain/acting";
import { quickMove, type OwnItem } from "../domain/items";
import { useActing } from "../ui/acting";
import { useWords } from "../ui/context";
import { Due } from "../ui/due";
import { Icon } from "../ui/icon";
import { to } from "../ui/route";
import { ITEM_ICON, URGENCY_TONE } from "../ui/words";

export function ItemRow({ item }: { item: OwnItem }) {
  const { t } = useWords();
  const { held, flow, state, urgency, moves } = item;
  return (
    <li>
      <a class="door" href={to.item(held.code)}>
        <span class={`round tone-${urgency ? URGENCY_TONE[urgency] : moves.length > 0 ? "info" : "none"}`}>
          <Icon name={moves.length > 0 ? (ITEM_ICON[held.kind] ?? "checkbox") : "checks"} />
        </span>
        <span class="grow">
          <span class="address">{held.title}</span>
          <span class="quiet facts">
            <span>{held.place}</span>
            <span>{flow.states[state] ?? state}</span>
            <span>{item.confirms ? held.holder_name : t("item.from", { name: held.made_by_name })}</span>
          </span>
          <span class="facts">
            {moves.length > 0 && <Due due={item.due} urgency={urgency} />}
            <Severity severity={held.severity} />
            {item.refused && <span class="badge tone-bad">{t("items.refused")}</span>}
            {item.waiting && (
              <span class="quiet facts">
                <Icon name="cloud-upload" /> {t("door.waiting")}
              </span>
            )}
          </span>
        </span>
        <Icon name="chevron-right" />
      </a>
      <Quick item={item} />
    </li>
  );
}

export function Severity({ severity }: { severity: number }) {
  const { t } = useWords();
  if (severity < 2) return null;
  return <span class="tag">{t(severity > 2 ? "severity.3" : "severity.2")}</span>;
}

function Quick({ item }: { item: OwnItem }) {
  const { t } = useWords();
  const { busy, failure, act } = useActing();
  const move = quickMove(item);
  if (!move) return null;
  return (
    <div class="quick">
      <button
        type="button"
        class="button"
        disabled={busy}
        aria-label={`${move.label}: ${item.held.title}`}
        onClick={() => void act(move.label, { first: moved(item.held, move.code, "", {}) })}
      >
        <Icon name="check" />
        {move.label}
      </button>
      {failure && <p class="wrong">{t(failure)}</p>}
    </div>
  );
}
