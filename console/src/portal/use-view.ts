import type { PortalState } from "@shoal/protocol/portal/view";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { isOpen, Problem, readIcons, readState } from "./talk.ts";

/** While something runs, and while nothing does; a page that nobody sees does not ask at all. */
const [BUSY_MS, IDLE_MS] = [1000, 5000];

const NONE: Readonly<Record<string, string>> = {};

/** What the agent says, kept fresh. */
export function useView() {
  const [view, setView] = useState<PortalState>();
  const [problem, setProblem] = useState<Problem>();
  const icons = useRef(NONE);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const look = useCallback(async () => {
    clearTimeout(timer.current);
    if (!isOpen() || document.hidden) return;
    let waitMs = IDLE_MS;
    try {
      const found = await readState();
      // Asked for where there are others: they are many times what the rest is.
      const isNew = found.offers.some((offer) => offer.hasIcon && icons.current[offer.package] === undefined);
      if (isNew || icons.current === NONE) icons.current = { ...icons.current, ...(await readIcons()).icons };
      setView(found);
      setProblem(undefined);
      if (found.open.length > 0) waitMs = BUSY_MS;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      if (error.code === "not-opened") return;
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(), waitMs);
  }, []);
  useEffect(() => {
    void look();
    const seen = () => void look();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [look]);
  return { view, icons: icons.current, problem, look };
}
