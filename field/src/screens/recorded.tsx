// What this phone recorded of something, whatever has become of it; a refused report stays here with its reason.

import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { ReportRow } from "./report-row";

/** The most that is shown; the outbox has all. */
const MOST = 20;

export function Recorded({ subjects }: { subjects: readonly string[] }) {
  const { view } = useHere();
  const { t } = useWords();
  const items = view.items.filter((item) => subjects.includes(item.report.subject));
  if (items.length === 0) return null;
  return (
    <section class="card">
      <h2>
        <Icon name="notes" /> {t("household.here")}
      </h2>
      <ul class="reports">
        {items.slice(0, MOST).map((item) => (
          <ReportRow key={item.id} item={item} bare />
        ))}
      </ul>
    </section>
  );
}
