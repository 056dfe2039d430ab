import { Box, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CanvasView } from "./canvas-view.ts";
import { CELL_PX, cellAt, layoutOf, placeOf, stepTo } from "./grid-layout.ts";
import type { Cell, GridModel } from "./grid-model.ts";
import { useGridVersion } from "./use-grid-model.ts";

/**
 * A cell for each device on one canvas, painted as it is scrolled to. The keyboard goes through it like through a grid, and what it is
 * at is said in words; the table beside it has everything that this has.
 */
export function TaskGrid({ model, onOpen }: { model: GridModel; onOpen: (device: string) => void }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<CanvasView>(undefined);
  const { ref: frame, width } = useElementSize<HTMLDivElement>();
  const [focus, setFocus] = useState(-1);
  const at = useRef(focus);
  at.current = focus;
  const said = useId();
  const layout = useMemo(() => layoutOf(model.cells, width), [model, width]);

  useEffect(() => {
    if (canvas.current === null || width === 0) return;
    const words = {
      ring: (name: string, count: number) => t("task.ringOf", { name, count }),
      subnet: (name: string) => name || t("task.noSubnet"),
    };
    view.current = new CanvasView(canvas.current, model, layout, words);
    view.current.focus(at.current);
    return () => view.current?.close();
  }, [model, layout, width, t]);
  useEffect(() => view.current?.focus(focus), [focus]);

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = model.cells[focus];
    if (event.key === "Enter" && cell !== undefined) return onOpen(cell.deviceId);
    const next = stepTo(layout, event.key, focus);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setFocus(next);
    const y = placeOf(layout, next).y + (canvas.current?.parentElement?.getBoundingClientRect().top ?? 0) + CELL_PX;
    if (y < 100 || y > innerHeight - 80) scrollBy({ top: y - innerHeight / 2 });
  };
  const under = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return model.cells[cellAt(layout, event.clientX - left, event.clientY - top)];
  };
  const inWords = ({ ring, subnet, device, state, reason }: Cell) =>
    [ring && t("task.inRing", { name: ring }), subnet, `${device}: ${t(`state.${state}`)}`, reason]
      .filter((part) => part !== "")
      .join(" · ");
  return (
    <Box>
      <div
        ref={frame}
        // One widget with keys of its own; a grid of thousands of elements would be what the canvas is there to avoid.
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys are handled here
        tabIndex={0}
        aria-label={t("task.grid")}
        aria-describedby={said}
        style={{ position: "relative", height: layout.height }}
        onKeyDown={onKeyDown}
        onFocus={() => focus < 0 && setFocus(0)}
        onBlur={() => setFocus(-1)}
        onMouseMove={(event) => {
          const found = under(event);
          const title = found ? inWords(found) : "";
          if (event.currentTarget.title !== title) event.currentTarget.title = title;
        }}
        onClick={(event) => {
          const found = under(event);
          if (found) onOpen(found.deviceId);
        }}
      >
        <canvas ref={canvas} aria-hidden style={{ position: "absolute", insetInlineStart: 0 }} />
      </div>
      <AtCell model={model} at={focus} inWords={inWords} id={said} />
    </Box>
  );
}

/** What the keyboard is at; also when that changes. It stays in sight, however far down in thousands one is. */
function AtCell({
  model,
  at,
  inWords,
  id,
}: {
  model: GridModel;
  at: number;
  inWords: (cell: Cell) => string;
  id: string;
}) {
  useGridVersion(model);
  const cell = model.cells[at];
  return (
    <Text
      size="sm"
      id={id}
      role="status"
      mih="1.5em"
      {...(cell === undefined ? {} : { pos: "sticky", bottom: 0, bg: "var(--mantine-color-body)", py: 4 })}
    >
      {cell !== undefined && inWords(cell)}
    </Text>
  );
}
