/**
 * The order of rpm's versions (`rpmvercmp`): runs of letters and of digits, separators ignored, `~` before the end, `^`
 * after it but before anything longer. Takes `epoch:version-release`; a missing release matches any.
 */
export function compareRpm(a: string, b: string): number {
  const [one, other] = [split(a), split(b)];
  return (
    compareSegments(one.epoch, other.epoch) ||
    compareSegments(one.version, other.version) ||
    (one.release === undefined || other.release === undefined ? 0 : compareSegments(one.release, other.release))
  );
}

function split(text: string): { epoch: string; version: string; release: string | undefined } {
  const colon = text.indexOf(":");
  const rest = colon < 0 ? text : text.slice(colon + 1);
  const dash = rest.lastIndexOf("-");
  return {
    epoch: colon < 0 ? "0" : text.slice(0, colon),
    version: dash < 0 ? rest : rest.slice(0, dash),
    release: dash < 0 ? undefined : rest.slice(dash + 1),
  };
}

export function compareSegments(a: string, b: string): number {
  let [one, other] = [a, b];
  while (one !== "" || other !== "") {
    one = one.replace(/^[^A-Za-z0-9~^]+/, "");
    other = other.replace(/^[^A-Za-z0-9~^]+/, "");
    if (one[0] === "~" || other[0] === "~") {
      if (one[0] !== "~") return 1;
      if (other[0] !== "~") return -1;
      [one, other] = [one.slice(1), other.slice(1)];
      continue;
    }
    if (one[0] === "^" || other[0] === "^") {
      if (one === "") return -1;
      if (other === "") return 1;
      if (one[0] !== "^") return 1;
      if (other[0] !== "^") return -1;
      [one, other] = [one.slice(1), other.slice(1)];
      continue;
    }
    if (one === "" || other === "") break;
    const numeric = /^[0-9]/.test(one);
    const run = numeric ? /^[0-9]+/ : /^[A-Za-z]+/;
    const first = one.match(run)![0];
    const second = other.match(run)?.[0];
    // Digits are newer than letters where the two meet.
    if (second === undefined) return numeric ? 1 : -1;
    const difference = numeric ? compareNumbers(first, second) : first < second ? -1 : first > second ? 1 : 0;
    if (difference !== 0) return difference;
    [one, other] = [one.slice(first.length), other.slice(second.length)];
  }
  return one === other ? 0 : one === "" ? -1 : 1;
}

function compareNumbers(a: string, b: string): number {
  const [one, other] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  if (one.length !== other.length) return one.length < other.length ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
