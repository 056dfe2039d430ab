import { buildConsole } from "@shoal/console/build";
import { consoleWeight } from "../../console/weight.ts";
import { type Bench, judged } from "../row.ts";

const BAR_KB = 250;

/** How much script crosses the wire before the first page. */
export const weight: Bench = async () => {
  await buildConsole();
  const { bytes, files } = consoleWeight();
  const note = `${files.length} files, with the larger language`;
  return [
    judged({ name: "script before the first page, gzip", value: bytes / 1000, unit: "kB", bar: BAR_KB, note }, "lower"),
  ];
};
