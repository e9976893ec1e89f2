// An icon: always beside words that say the same, so hidden from who listens.

import drawings from "virtual:icons";
import type { IconName } from "./icon-names";

export function Icon({ name, large = false }: { name: IconName; large?: boolean }) {
  return (
    <svg
      class={large ? "icon large" : "icon"}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: drawings[name] ?? "" }}
    />
  );
}
