// The start: appearance and language, the phone opened, the first screen drawn, the app kept for cold starts.

import { render } from "preact";
import { App } from "./screens/app";
import { Broken } from "./screens/broken";
import { Phone } from "./ui/phone";
import * as preferences from "./ui/preferences";
import { keepApp } from "./ui/update";
import "./ui/look.css";

const root = document.getElementById("app")!;
document.documentElement.lang = preferences.language();

Phone.start().then(
  (phone) => render(<App phone={phone} />, root),
  (error: unknown) => render(<Broken error={error} />, root),
);
keepApp();
