// Which screens the tabs at the bottom lead to: those of what the charge carries.

export type Tab = "today" | "households" | "inspect" | "items" | "outbox" | "settings";

/** What fits side by side on a screen of 360 pixels. */
const MOST = 5;

export function tabsFor(carries: (kind: string) => boolean): Tab[] {
  const tabs: Tab[] = ["today"];
  if (carries("visit")) tabs.push("households");
  if (carries("inspection")) tabs.push("inspect");
  if (carries("move")) tabs.push("items");
  tabs.push("outbox");
  return tabs.length < MOST ? [...tabs, "settings"] : tabs;
}
