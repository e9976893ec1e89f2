// What is shown when the phone's storage cannot be opened: in the person's language, with the browser's own words.

import { say } from "../i18n/languages";
import { language } from "../ui/preferences";

export function Broken({ error }: { error: unknown }) {
  const own = language();
  return (
    <main class="enrol">
      <h1>{say(own, "notice.broken")}</h1>
      <p class="quiet">{String(error)}</p>
      <button type="button" class="button primary wide tall" onClick={() => location.reload()}>
        {say(own, "notice.restart")}
      </button>
    </main>
  );
}
