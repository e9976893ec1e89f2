// A picture made small: drawn anew on a canvas, which leaves behind where and with what it was taken.

import { ATTEMPTS, fitted, MOST_PHOTO } from "../domain/photo";

/** Base64 of a JPEG of at most 200,000 characters, or null when the picture cannot be read. */
export async function shrunk(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return null;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  for (const { edge, quality } of ATTEMPTS) {
    const [width, height] = fitted(picture.width, picture.height, edge);
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [width, height];
      pen.drawImage(picture, 0, 0, width, height);
    }
    const base64 = canvas.toDataURL("image/jpeg", quality).replace(/^data:[^,]*,/, "");
    if (base64.length <= MOST_PHOTO) return base64;
  }
  return null;
}
