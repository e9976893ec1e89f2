// The little that texts of directives hold beside words.

export interface Part {
  words: string;
  isBold: boolean;
}

/** A text in parts: what stands between `**` is bold; a mark without its other half stays as it is written. */
export function boldParts(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const found of text.matchAll(/\*\*(?=\S)(.+?)\*\*/g)) {
    if (found.index > done) parts.push({ words: text.slice(done, found.index), isBold: false });
    parts.push({ words: found[1]!, isBold: true });
    done = found.index + found[0].length;
  }
  if (done < text.length) parts.push({ words: text.slice(done), isBold: false });
  return parts;
}
