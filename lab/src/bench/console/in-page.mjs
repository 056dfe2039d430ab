// Runs in each page before its own scripts: keeps when it was of use, and what kept it from answering.

/** What stands in a page when what it is about is shown: by the beginning of its address, the closest last. */
const SHOWN = {
  "/": "main table tbody tr",
  "/devices": "tr[data-index]",
  "/tasks/": "main canvas",
  "/history": "main .u-over",
  "/audit": "main table tbody tr",
};

const { promise: shownMs, resolve: isShown } = Promise.withResolvers();
const watched = { shownMs, long: [] };
globalThis.shoalBench = watched;

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    watched.long.push({ atMs: startTime, ms: duration, what: "" });
}).observe({ type: "longtask", buffered: true });
// Says which script it was; comes after the task itself.
new PerformanceObserver((list) => {
  for (const { startTime, duration, scripts } of list.getEntries()) {
    const worst = [...scripts].sort((a, b) => b.duration - a.duration)[0];
    const within = ({ atMs }) => atMs >= startTime - 1 && atMs <= startTime + duration;
    for (const each of watched.long.filter(within))
      each.what = worst ? `${worst.invoker} ${worst.sourceFunctionName}`.trim() : "";
  }
}).observe({ type: "long-animation-frame", buffered: true });

const [, selector] = Object.entries(SHOWN).findLast(([path]) => location.pathname.startsWith(path)) ?? [];
function look() {
  // What the page is about is there, and nothing of it is on its way any more.
  if (!document.querySelector(selector) || document.querySelector("main [role=status] .mantine-Skeleton-root"))
    return void requestAnimationFrame(look);
  requestAnimationFrame(() => {
    // Comes once that frame was painted.
    const painted = new MessageChannel();
    painted.port1.onmessage = () => isShown(performance.now());
    painted.port2.postMessage(0);
  });
}
if (selector !== undefined) requestAnimationFrame(look);
