// One of a few: side by side, for thumbs, arrow keys and screen readers alike.

import { useId } from "preact/hooks";

export interface Option<T extends string> {
  value: T;
  label: string;
}

interface Props<T extends string> {
  legend: string;
  options: readonly Option<T>[];
  value: T;
  onChoose: (value: T) => void;
  /** The legend is seen, not only heard. */
  shown?: boolean;
  /** One above the other. */
  stacked?: boolean;
}

export function Choice<T extends string>({ legend, options, value, onChoose, shown = false, stacked = false }: Props<T>) {
  const name = useId();
  return (
    <fieldset class={stacked ? "choice stacked" : "choice"}>
      <legend class={shown ? "" : "heard"}>{legend}</legend>
      <div class="choice-parts">
        {options.map((option) => (
          <label key={option.value} class="choice-part">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
