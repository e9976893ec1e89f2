// Other windows of this app on the same phone: told when what is kept has changed.

export interface Windows {
  tell(): void;
  close(): void;
}

export function windows(heard: () => void): Windows {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel("fangxian-field");
  channel.onmessage = heard;
  return { tell: () => channel.postMessage("changed"), close: () => channel.close() };
}
