// A PNG of a colour for every pixel, without any library but zlib.

import { crc32, deflateSync } from "node:zlib";

export type Rgba = readonly [number, number, number, number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A square of `size` pixels; `paint` gives the colour at a point, both coordinates in [0, 1). Edges are smoothed. */
export function png(size: number, paint: (x: number, y: number) => Rgba): Buffer {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      rows.set(smoothed(x, y, size, paint), y * (size * 4 + 1) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const FINE = 3;

function smoothed(x: number, y: number, size: number, paint: (x: number, y: number) => Rgba): number[] {
  const sum = [0, 0, 0, 0];
  for (let part = 0; part < FINE * FINE; part++) {
    const [fx, fy] = [(part % FINE) + 0.5, Math.floor(part / FINE) + 0.5];
    const [red, green, blue, alpha] = paint((x + fx / FINE) / size, (y + fy / FINE) / size);
    sum[0]! += red * alpha;
    sum[1]! += green * alpha;
    sum[2]! += blue * alpha;
    sum[3]! += alpha;
  }
  const alpha = sum[3]!;
  if (alpha === 0) return [0, 0, 0, 0];
  return [sum[0]! / alpha, sum[1]! / alpha, sum[2]! / alpha, (alpha / (FINE * FINE)) * 255].map(Math.round);
}
