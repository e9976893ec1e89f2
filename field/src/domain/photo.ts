// How a photo is made small enough: which sizes and qualities are tried, one after the other.

/** The most characters of base64 the contract takes. */
export const MOST_PHOTO = 200_000;

export interface Attempt {
  edge: number;
  quality: number;
}

const EDGES = [1600, 1280, 1024, 800, 640, 480];
const QUALITIES = [0.8, 0.65, 0.5];

export const ATTEMPTS: readonly Attempt[] = EDGES.flatMap((edge) => QUALITIES.map((quality) => ({ edge, quality })));

/** Width and height that fit into a square of `edge`, never enlarged. */
export function fitted(width: number, height: number, edge: number): [number, number] {
  const scale = Math.min(1, edge / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}
