// What shows that something was done: how many photos are kept, those that still wait, and the camera.

import { useEffect, useState } from "preact/hooks";
import { shown } from "../domain/acting";
import type { OwnItem } from "../domain/items";
import { wordOf } from "../domain/forms";
import { useActing } from "../ui/acting";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { PhotoButton } from "../ui/photo-button";

export function ItemEvidence({ item }: { item: OwnItem }) {
  const { view } = useHere();
  const { t, count, language } = useWords();
  const { failure, act } = useActing();
  const { held, evidence, moves } = item;
  const waiting = view.items.filter(({ report, state }) => report.subject === held.code && report.kind === "evidence" && state === "waiting");
  const needing = moves.find(({ needs }) => needs.includes("evidence"));
  if (evidence === 0 && !needing && waiting.length === 0) return null;
  return (
    <section class="card">
      <h2>
        <Icon name="photo" /> {t("item.evidence")}
      </h2>
      {evidence > 0 && <p class="quiet">{count(evidence, "item.evidence.one", "item.evidence.n")}</p>}
      {evidence === 0 && needing && <p>{t("item.evidence.needed", { move: needing.label })}</p>}
      {waiting.length > 0 && (
        <ul class="shots">
          {waiting.map(({ id }, index) => (
            <Shot key={id} id={id} alt={t("item.photo_of", { n: waiting.length - index })} />
          ))}
        </ul>
      )}
      {needing && (
        <PhotoButton
          word={t(evidence === 0 ? "form.photo.take" : "check.photo")}
          onTake={(jpeg) => void act(wordOf("evidence", language), { first: shown(held, jpeg) })}
        />
      )}
      {failure && <p class="wrong">{t(failure)}</p>}
    </section>
  );
}

/** A photo that is still on this phone. */
function Shot({ id, alt }: { id: string; alt: string }) {
  const { phone } = useHere();
  const [jpeg, set] = useState<string | undefined>();
  useEffect(() => {
    void phone.store.photoOf(id).then(set);
  }, [id]);
  return <li>{jpeg && <img src={`data:image/jpeg;base64,${jpeg}`} alt={alt} />}</li>;
}
