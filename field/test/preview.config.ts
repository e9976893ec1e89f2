// A preview of the phone with the fake server behind it: `npm run look`, to see it without the real one.

import { mergeConfig } from "vitest/config";
import config from "../vite.config";
import { fakeApi } from "./fake-api";

export default mergeConfig(config, {
  root: new URL("..", import.meta.url).pathname,
  plugins: [fakeApi()],
});
