// Reading codes from the camera: loaded only when somebody scans, with its own reader beside it.

import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import address from "zxing-wasm/reader/zxing_reader.wasm?url";

const OPTIONS: ReaderOptions = {
  formats: ["QRCode", "DataMatrix", "Code128", "Code39", "Code93", "Codabar", "ITF", "EAN13"],
  tryHarder: true,
  maxNumberOfSymbols: 1,
};

/** How often the picture is looked at. */
const EVERY_MS = 120;

/** The same code is not told again within this time. */
const AGAIN_MS = 2_500;

/** Pictures larger than this are read no better, only slower. */
const MOST_PX = 1280;

/** Fetch the reader, so that it is there when the line is not. */
export async function prepare(): Promise<void> {
  await prepareZXingModule({ overrides: { locateFile: () => address }, fireImmediately: true });
}

function pictureOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const scale = Math.min(1, MOST_PX / Math.max(video.videoWidth, video.videoHeight));
  [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen || canvas.width === 0) return null;
  pen.drawImage(video, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * Show the camera and tell what it reads, until the signal ends it.
 *
 * Throws what the browser says when there is no camera, or it may not be used.
 */
export async function scan(video: HTMLVideoElement, told: (text: string) => void, ended: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: MOST_PX } } });
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  if (ended.aborted) return stop();
  ended.addEventListener("abort", stop);
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  await prepare();
  const canvas = document.createElement("canvas");
  let [last, at] = ["", 0];
  while (!ended.aborted) {
    const picture = pictureOf(video, canvas);
    const [found] = picture ? await readBarcodes(picture, OPTIONS) : [];
    const text = found?.isValid ? found.text.trim() : "";
    if (text && !ended.aborted && (text !== last || Date.now() - at > AGAIN_MS)) {
      [last, at] = [text, Date.now()];
      navigator.vibrate?.(60);
      told(text);
    }
    await new Promise((next) => setTimeout(next, EVERY_MS));
  }
}
