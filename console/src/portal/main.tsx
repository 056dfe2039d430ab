/** @jsxImportSource preact */
import "./portal.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { enter, type Problem } from "./talk.ts";

const refused = await enter().then(
  () => undefined,
  (error: Problem) => error,
);
render(<App refused={refused} />, document.getElementById("root")!);
