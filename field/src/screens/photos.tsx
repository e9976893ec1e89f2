// Photos just taken, small, each with the way to remove it.

import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";

export function Photos({ photos, onDrop }: { photos: readonly string[]; onDrop?: (index: number) => void }) {
  const { t } = useWords();
  if (photos.length === 0) return null;
  return (
    <ul class="shots">
      {photos.map((jpeg, index) => (
        <li key={index}>
          <img src={`data:image/jpeg;base64,${jpeg}`} alt={t("item.photo_of", { n: index + 1 })} />
          {onDrop && (
            <button type="button" class="button square" aria-label={t("check.photo.drop", { n: index + 1 })} onClick={() => onDrop(index)}>
              <Icon name="trash" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
