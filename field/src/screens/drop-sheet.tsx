// An inspection given up: asked once more, for nothing of it is kept.

import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { replace, to } from "../ui/route";
import { Sheet } from "../ui/sheet";

export function DropSheet({ place, checklist, onClose }: { place: string; checklist: string; onClose: () => void }) {
  const { phone } = useHere();
  const { t } = useWords();
  const drop = (): void => void phone.dropDraft(place, checklist).then(() => replace(to.place(place)));
  return (
    <Sheet title={t("check.drop")} onClose={onClose}>
      <div class="form">
        <p>{t("check.drop.sure")}</p>
        <button type="button" class="button wide tall" onClick={onClose}>
          {t("cancel")}
        </button>
        <button type="button" class="button danger wide tall" onClick={drop}>
          <Icon name="trash" />
          {t("check.drop")}
        </button>
      </div>
    </Sheet>
  );
}
