// The only module that talks to the server: one call, answered, refused, or not answered at all.

import { readRetryAfter } from "../domain/backoff";

export interface Reply {
  /** Null when no answer of our server came: no network, a time-out, a stranger's page. */
  status: number | null;
  data: unknown;
  code: string;
  sentence: string;
  /** Seconds the server asks to wait, or null. */
  retryAfter: number | null;
}

export interface Call {
  token?: string;
  language?: string;
  body?: unknown;
  timeout?: number;
}

export type Fetch = (address: string, how: RequestInit) => Promise<Response>;

const NO_ANSWER: Reply = { status: null, data: null, code: "", sentence: "", retryAfter: null };

/** A slow line (50 kbit/s) brings a full batch through in this time. */
const PATIENCE_MS = 90_000;

export class Api {
  private readonly fetch: Fetch;

  constructor(fetch: Fetch = (address, how) => globalThis.fetch(address, how)) {
    this.fetch = fetch;
  }

  get(path: string, call: Call = {}): Promise<Reply> {
    return this.call("GET", path, call);
  }

  post(path: string, call: Call): Promise<Reply> {
    return this.call("POST", path, call);
  }

  private async call(method: string, path: string, { token, language, body, timeout }: Call): Promise<Reply> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (language) headers["Accept-Language"] = language;
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeout ?? PATIENCE_MS);
    try {
      const response = await this.fetch(`/api/field/${path}`, {
        method,
        headers,
        cache: "no-store",
        credentials: "omit",
        signal: stop.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return await replyOf(response);
    } catch {
      return NO_ANSWER;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** An answer that is not JSON is not our server's, whatever its status: a proxy, a hotel's sign-in page. */
async function replyOf(response: Response): Promise<Reply> {
  const retryAfter = readRetryAfter(response.headers.get("Retry-After"), Date.now());
  const data: unknown = await response.json().catch(() => undefined);
  if (data === undefined) {
    return response.ok ? NO_ANSWER : { ...NO_ANSWER, status: response.status, retryAfter };
  }
  const { code, sentence } = (data ?? {}) as { code?: unknown; sentence?: unknown };
  return { status: response.status, data, code: String(code ?? ""), sentence: String(sentence ?? ""), retryAfter };
}
