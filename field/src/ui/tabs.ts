// Which screens the tabs at the bottom lead to: those of what the charge carries.

export type Tab = "today" | "table" | "boxes" | "households" | "inspect" | "items" | "outbox" | "settings";

/** What fits side by side on a screen of 360 pixels. */
const MOST = 5;

export function tabsFor(carries: (kind: string) => boolean): Tab[] {
  const tabs: Tab[] = ["today"];
  // Whoever samples finds the boxes from the table.
  if (carries("swab")) tabs.push("table");
  else if (carries("box")) tabs.push("boxes");
  if (carries("visit")) tabs.push("households");
  if (carries("inspection")) tabs.push("inspect");
  if (carries("move")) tabs.push("items");
  tabs.push("outbox");
  return tabs.length < MOST ? [...tabs, "settings"] : tabs;
}
