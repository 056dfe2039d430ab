import { Box, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GridModel } from "./grid-model.ts";
import { CELL_PX, columnsOf, heightOf, paintGrid, tonesOf } from "./grid-paint.ts";

/**
 * A cell for each device on one canvas, painted as it is scrolled to. The keyboard goes through it like through a grid, and what it is
 * at is said in words; the table beside it has everything that this has.
 */
export function TaskGrid({ model, onOpen }: { model: GridModel; onOpen: (device: string) => void }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref: frame, width } = useElementSize<HTMLDivElement>();
  const [focus, setFocus] = useState(-1);
  const columns = columnsOf(width);
  const height = heightOf(model.cells.length, columns);
  const pending = useRef(0);

  const paint = useCallback(() => {
    pending.current = 0;
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || width === 0) return;
    const top = element.getBoundingClientRect().top;
    paintGrid(context, model.cells, columns, tonesOf(element), {
      fromPx: Math.max(0, -top),
      toPx: Math.min(height, innerHeight - top),
      focus,
      ink: getComputedStyle(element).color,
    });
  }, [model, columns, height, width, focus]);
  const soon = useCallback(() => {
    if (pending.current === 0) pending.current = requestAnimationFrame(paint);
  }, [paint]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const scale = devicePixelRatio;
    element.width = columns * CELL_PX * scale;
    element.height = height * scale;
    element.getContext("2d")?.scale(scale, scale);
  }, [columns, height]);
  useEffect(() => {
    paint();
    const stop = model.onChange(soon);
    const themes = new MutationObserver(soon);
    themes.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    return () => {
      stop();
      themes.disconnect();
      removeEventListener("scroll", soon);
      removeEventListener("resize", soon);
      cancelAnimationFrame(pending.current);
      pending.current = 0;
    };
  }, [model, paint, soon]);

  const last = model.cells.length - 1;
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = model.cells[focus];
    if (event.key === "Enter" && cell !== undefined) return onOpen(cell.deviceId);
    const wanted = stepTo(event.key, focus, columns, last);
    if (wanted === undefined) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, wanted));
    setFocus(next);
    const y = Math.floor(next / columns) * CELL_PX + (canvas.current?.getBoundingClientRect().top ?? 0);
    if (y < 80 || y > innerHeight - 80) scrollBy({ top: y - innerHeight / 2 });
  };
  const under = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - left) / CELL_PX);
    if (column >= columns) return undefined;
    return model.cells[Math.floor((event.clientY - top) / CELL_PX) * columns + column];
  };
  const cell = model.cells[focus];
  return (
    <Box ref={frame}>
      <Text size="xs" c="var(--tone-neutral)">
        {t("task.gridHelp")}
      </Text>
      <div
        // One widget with keys of its own; a grid of thousands of elements would be what the canvas is there to avoid.
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys are handled here
        tabIndex={0}
        aria-label={t("task.grid")}
        aria-describedby="grid-cell"
        onKeyDown={onKeyDown}
        onFocus={() => focus < 0 && setFocus(0)}
        onBlur={() => setFocus(-1)}
        onMouseMove={(event) => {
          const found = under(event);
          event.currentTarget.title = found ? `${found.device}: ${t(`state.${found.state}`)} ${found.reason}` : "";
        }}
        onClick={(event) => {
          const found = under(event);
          if (found) onOpen(found.deviceId);
        }}
      >
        <canvas ref={canvas} aria-hidden style={{ width: columns * CELL_PX, height, display: "block" }} />
      </div>
      <Text size="sm" id="grid-cell" role="status" mih="1.5em">
        {cell !== undefined && `${cell.device}: ${t(`state.${cell.state}`)} ${cell.reason}`}
      </Text>
    </Box>
  );
}

/** Where a key leads from a cell; undefined: it is none of ours. */
function stepTo(key: string, at: number, columns: number, last: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return at + 1;
    case "ArrowLeft":
      return at - 1;
    case "ArrowDown":
      return at + columns;
    case "ArrowUp":
      return at - columns;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
