// A sound and a shake for hands in gloves and eyes elsewhere: one short for good, two low ones for what is not.

type Tone = readonly [hertz: number, ms: number];

const SIGNALS = {
  good: { shake: 60, tones: [[1320, 70]] },
  bad: { shake: [120, 80, 120], tones: [[330, 140], [262, 200]] },
} as const satisfies Record<string, { shake: number | readonly number[]; tones: readonly Tone[] }>;

let sounds: AudioContext | null = null;

export function signal(which: keyof typeof SIGNALS): void {
  const { shake, tones } = SIGNALS[which];
  navigator.vibrate?.(typeof shake === "number" ? shake : [...shake]);
  if (typeof AudioContext === "undefined") return;
  sounds ??= new AudioContext();
  // A phone silences an app that was put away; nothing sounds until somebody touches it.
  void sounds.resume().catch(() => undefined);
  let at = sounds.currentTime;
  for (const tone of tones) at = sound(sounds, tone, at);
}

/** When the tone ends. */
function sound(to: AudioContext, [hertz, ms]: Tone, at: number): number {
  const [source, volume, end] = [to.createOscillator(), to.createGain(), at + ms / 1000];
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.2, at);
  volume.gain.exponentialRampToValueAtTime(0.001, end);
  source.connect(volume).connect(to.destination);
  source.start(at);
  source.stop(end);
  return end;
}
