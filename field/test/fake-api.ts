// A Vite plugin: the fake server behind a preview, to look at the phone alone: `npx vite preview --mode fake`.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { working } from "./samples-work";

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length > 0 ? (JSON.parse(Buffer.concat(parts).toString("utf8")) as Record<string, unknown>) : {};
}

export function fakeApi(): Plugin {
  const server = working(() => Date.now());
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    const path = (request.url ?? "").replace(/^\/(api\/field\/)?/, "");
    const answer = server.handle(request.method ?? "GET", path, token, await read(request));
    if (answer === "drop") return void request.destroy();
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    response.end(JSON.stringify(answer.data));
  };
  return {
    name: "fangxian-fake-api",
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use("/api/field", (request, response) => void handle(request, response));
    },
  };
}
