// What is around every screen: who this is at the top, where one can go at the bottom.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "./context";
import { Icon } from "./icon";
import { LineState } from "./line-state";
import { Navigation, useTabs } from "./navigation";
import { to } from "./route";
import type { Tab } from "./tabs";

export interface FrameProps {
  title: string;
  /** Which entry of the navigation this is under. */
  under: Tab;
  /** Where the arrow at the top leads; without it, the top says who this is. */
  back?: string;
  /** In place of the navigation, for screens with buttons of their own. */
  bottom?: ComponentChildren;
  /** Two columns where there is room for them. */
  wide?: boolean;
  children: ComponentChildren;
}

export function Frame({ title, under, back, bottom, wide = false, children }: FrameProps) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t("app")}`;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [title]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), heading.current?.focus())}>
        {t("skip")}
      </a>
      <header class="top">
        {back ? (
          <a class="button quiet square" href={back} aria-label={t("back")}>
            <Icon name="arrow-left" />
          </a>
        ) : (
          <Mark />
        )}
        <h1 ref={heading} tabIndex={-1} class="grow">
          {title}
        </h1>
        {!back && <Gear />}
        <LineState />
      </header>
      <main id="main" class={`${bottom ? "with-panel" : ""}${wide ? " wide" : ""}`}>
        {children}
      </main>
      {bottom ?? <Navigation under={under} />}
    </>
  );
}

/** The way to the settings, where the tabs below have no room for it. */
function Gear() {
  const { t } = useWords();
  if (useTabs().includes("settings")) return null;
  return (
    <a class="button quiet square" href={to.settings} aria-label={t("nav.settings")}>
      <Icon name="settings" />
    </a>
  );
}

/** The sign of the product. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" class="mark-ground" />
      <path d="M7 9h18M7 16h12M7 23h18" class="mark-lines" />
      <circle cx="25" cy="16" r="3" class="mark-light" />
    </svg>
  );
}
