import { setTimeout as sleep } from "node:timers/promises";
import type { ActionReport } from "@shoal/protocol/action/report";
import type { Page } from "playwright-core";
import type { WireAgent } from "../../fleet/wire-agent.ts";
import { sharedOut } from "../enrolled.ts";
import { AT_ONCE, agentsOf, membersOf } from "../fleet/outsides.ts";
import { type Bench, type BenchRow, judged, told } from "../row.ts";
import { LONG_BAR_MS } from "./load.ts";
import { type Scene, stockOf, withScene } from "./scene.ts";
import { longestTask, openCold } from "./watch.ts";

const EACH_SECOND = 100;
/** How long after the last row of a list a change may be seen. */
const SEEN_BAR_MS = 2000;
const STEPS = [
  { step: 1, state: "accepted" },
  { step: 2, state: "resolving" },
  { step: 3, state: "succeeded", reason: { code: "installed" } },
] as const;

/** A hundred updates a second for ten seconds, of real reports and orders: the longest time that a page that shows them answered nobody. */
export const live: Bench = async ({ quick }) =>
  await withScene(stockOf(quick), async (scene) => {
    const { operator, server, page, taskId } = scene;
    const seconds = quick ? 3 : 10;
    const count = EACH_SECOND * seconds;
    const ids = await membersOf(operator, taskId);
    const { agents, close } = await agentsOf(server, operator, ids.slice(0, Math.ceil(count / STEPS.length) * 3));
    try {
      const reports = await reportsOf(agents);
      const rows: BenchRow[] = [];
      const row = async (name: string, ms: number) => {
        const { ms: long, what } = await longestTask(page);
        const rate = Math.round((count * 1000) / ms);
        rows.push(
          judged(
            {
              name: `${name}: longest task, live`,
              value: long,
              unit: "ms",
              bar: LONG_BAR_MS,
              note: `${rate}/s for ${seconds} s; ${what}`,
            },
            "lower",
          ),
        );
      };
      await open(page, `${server.url}/tasks/${taskId}`);
      await row("task", await paced(count, reports));
      await open(page, server.url);
      await row("overview", await paced(count, reports));

      await open(page, `${server.url}/devices`);
      await toLastRow(page);
      const [seenMs, ms] = await Promise.all([
        seen(scene),
        paced(count, async (at) => {
          const targets = { deviceIds: [ids[at % ids.length]] };
          await operator.post("/api/v1/devices/tags", { targets, add: [`t${at % 7}`] });
        }),
      ]);
      await row("devices", ms);
      rows.push(
        judged(
          {
            name: "devices: a change is seen, live",
            value: seenMs,
            unit: "ms",
            bar: SEEN_BAR_MS,
            note: "of a row on the screen, while others change",
          },
          "lower",
        ),
      );
      return [...told(rows)];
    } finally {
      close();
    }
  });

async function open(page: Page, url: string): Promise<void> {
  await openCold(page, url);
  await longestTask(page);
}

/** One report after the other of the work of these devices; each is called for once. */
async function reportsOf(agents: readonly WireAgent[]): Promise<(at: number) => Promise<void>> {
  const waiting: (() => Promise<unknown>)[][] = agents.map(() => []);
  await sharedOut(agents.length, AT_ONCE, async (at) => {
    const [assignment] = await agents[at]!.take(0);
    if (assignment?.order !== "start") throw new Error("a device has nothing to do");
    const { actionId } = assignment;
    waiting[at] = STEPS.map((each) => () => {
      const report: ActionReport = { actionId, atMs: Date.now(), ...each };
      return agents[at]!.report([report]);
    });
  });
  // Step by step, so that those of one device come one after the other.
  const left = waiting.flat().values();
  return async () => void (await left.next().value?.());
}

/** @returns milliseconds that it took */
async function paced(count: number, act: (at: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  const going: Promise<void>[] = [];
  for (let at = 0; at < count; at++) {
    const wait = began + (at * 1000) / EACH_SECOND - performance.now();
    if (wait > 1) await sleep(wait);
    going.push(act(at));
  }
  await Promise.all(going);
  return performance.now() - began;
}

async function toLastRow(page: Page): Promise<void> {
  await page.locator("tr[data-index] input").first().focus();
  for (let rows = 0, before = -1; rows !== before; ) {
    before = rows;
    await page.keyboard.press("End");
    await sleep(1000);
    rows = await page.evaluate<number>("Number(document.querySelector('[role=grid]').ariaRowCount)");
  }
}

/** Tags a device on the screen in the midst of it. @returns milliseconds until its row says so */
async function seen({ page, operator }: Scene): Promise<number> {
  await sleep(2000);
  const link = page.locator("tr[data-index] a").last();
  const device = (await link.getAttribute("href"))!.split("/").at(-1)!;
  const began = performance.now();
  await operator.post("/api/v1/devices/tags", { targets: { deviceIds: [device] }, add: ["seen-now"] });
  await page.getByText("seen-now").waitFor({ timeout: 60_000 });
  return performance.now() - began;
}
