// A field to search a list by a few characters.

import { useWords } from "./context";
import { Icon } from "./icon";

interface Props {
  word: string;
  query: string;
  onQuery: (query: string) => void;
}

export function SearchField({ word, query, onQuery }: Props) {
  const { t } = useWords();
  return (
    <div class="search">
      <Icon name="search" />
      <input
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        placeholder={word}
        aria-label={word}
        value={query}
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      {query && (
        <button type="button" class="button quiet square" aria-label={t("list.clear")} onClick={() => onQuery("")}>
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}
