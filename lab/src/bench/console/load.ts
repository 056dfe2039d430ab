import { median } from "../median.ts";
import { type Bench, type BenchRow, judged, told } from "../row.ts";
import { type Asked, apiTimes, asksOf } from "./asked.ts";
import { pagesOf } from "./pages.ts";
import { SMALL, type Stock, stockOf, withScene } from "./scene.ts";
import { longestTask, openCold } from "./watch.ts";

const ROUNDS = 5;
const PAINT_BAR_MS = 1000;
export const LONG_BAR_MS = 100;

interface Loaded {
  paintMs: number;
  longMs: number;
  longWhat: string;
  api: Asked;
}

/** How long until a page is of use, with nothing kept of before, and what keeps it from answering meanwhile. The peer is the same with a hundred devices. */
export const load: Bench = async ({ quick }) => {
  const rounds = quick ? 1 : ROUNDS;
  const stock = stockOf(quick);
  const small = await measure(SMALL, rounds);
  const large = await measure(stock, rounds);
  const rows: BenchRow[] = [];
  const note = `${stock.devices.toLocaleString("en")} devices, ${stock.steps.toLocaleString("en")} action events; the peer has ${SMALL.devices}`;
  for (const [name, { paintMs, longMs, longWhat, api }] of large) {
    const peer = small.get(name)!;
    rows.push(
      judged(
        {
          name: `${name}: first useful paint`,
          value: paintMs,
          unit: "ms",
          peer: peer.paintMs,
          bar: PAINT_BAR_MS,
          note,
        },
        "lower",
      ),
      judged(
        {
          name: `${name}: longest task, opening`,
          value: longMs,
          unit: "ms",
          peer: peer.longMs,
          bar: LONG_BAR_MS,
          note: longWhat,
        },
        "lower",
      ),
      judged(
        { name: `${name}: slowest answer`, value: api.ms, unit: "ms", peer: peer.api.ms, note: api.what },
        "lower",
      ),
    );
  }
  return [...told(rows)];
};

async function measure(stock: Stock, rounds: number): Promise<Map<string, Loaded>> {
  return await withScene(stock, async ({ page, operator, server, taskId }) => {
    const found = new Map<string, Loaded>();
    for (const [name, path] of Object.entries(pagesOf(taskId))) {
      const asks = asksOf(page);
      const paints: number[] = [];
      const longs: number[] = [];
      let longWhat = "";
      for (let round = 0; round < rounds; round++) {
        paints.push(await openCold(page, server.url + path));
        const { ms, what } = await longestTask(page);
        longs.push(ms);
        longWhat ||= what;
      }
      const api = await apiTimes(operator, asks.end());
      found.set(name, { paintMs: median(paints), longMs: median(longs), longWhat, api });
    }
    return found;
  });
}
