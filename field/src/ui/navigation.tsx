// Where one can go, at the bottom: only what the charge carries, and never more than a thumb tells apart.

import { pressing } from "../domain/items";
import type { Word } from "../i18n/en";
import { useCarries, useHere, useOwnItems, useWords } from "./context";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { to } from "./route";
import { tabsFor, type Tab } from "./tabs";

const TABS: Record<Tab, { icon: IconName; word: Word; href: string }> = {
  today: { icon: "home", word: "nav.today", href: to.today },
  table: { icon: "test-pipe", word: "nav.table", href: to.table },
  boxes: { icon: "package", word: "nav.boxes", href: to.boxes },
  households: { icon: "list-details", word: "nav.households", href: to.households() },
  inspect: { icon: "clipboard-check", word: "nav.inspect", href: to.inspect },
  items: { icon: "checkbox", word: "nav.items", href: to.items() },
  outbox: { icon: "send", word: "nav.outbox", href: to.outbox },
  settings: { icon: "settings", word: "nav.settings", href: to.settings },
};

export function useTabs(): Tab[] {
  return tabsFor(useCarries());
}

export function Navigation({ under }: { under: Tab }) {
  const { view } = useHere();
  const { t, number } = useWords();
  const counts: Partial<Record<Tab, number>> = {
    outbox: view.items.filter(({ state }) => state === "waiting" || state === "refused").length,
    items: pressing(useOwnItems()),
  };
  return (
    <nav class="tabs" aria-label={t("nav")}>
      {useTabs().map((tab) => {
        const { icon, word, href } = TABS[tab];
        const count = counts[tab] ?? 0;
        return (
          <a key={tab} href={href} aria-current={tab === under ? "page" : undefined}>
            <Icon name={icon} large />
            <span>{t(word)}</span>
            {count > 0 && <b class="count">{number(count)}</b>}
          </a>
        );
      })}
    </nav>
  );
}
