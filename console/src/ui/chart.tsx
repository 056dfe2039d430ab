import "uplot/dist/uPlot.min.css";
import { Box, useComputedColorScheme } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { formatDay, formatDayShort } from "../text/format.ts";

interface Series {
  label: string;
  values: readonly (number | null)[];
  /** Of the theme: `--tone-good`. */
  tone: string;
  /** Filled down to the axis. */
  filled?: boolean;
}

interface ChartProps {
  label: string;
  timeLabel: string;
  /** Days, as they begin in UTC. */
  timesMs: readonly number[];
  series: readonly Series[];
  format: (value: number) => string;
}

const HEIGHT_PX = 220;

/** Values over time. What it shows stands in a table beside it too: a picture is not for everybody. */
export default function Chart({ label, timeLabel, timesMs, series, format }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(box, sized);
  const scheme = useComputedColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides what the variables are
  useEffect(() => {
    const element = box.current;
    if (!element || width === 0) return;
    const color = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    const axis = { stroke: color("--mantine-color-text"), grid: { stroke: color("--mantine-color-default-border") } };
    const chart = new uPlot(
      {
        width,
        height: HEIGHT_PX,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
        cursor: { drag: { x: false, y: false } },
        scales: { y: { range: (_chart, _low, high) => [0, Math.max(high, 1) * 1.05] } },
        axes: [
          { ...axis, values: (_chart, ticks) => ticks.map((each) => formatDayShort(each * 1000)) },
          { ...axis, size: 80, values: (_chart, ticks) => ticks.map(format) },
        ],
        series: [
          { label: timeLabel, value: (_chart: uPlot, value: number | null) => (value ? formatDay(value * 1000) : "–") },
          ...series.map(({ label: name, tone, filled }) => ({
            label: name,
            stroke: color(tone),
            width: 2,
            points: { show: timesMs.length < 40 },
            ...(filled ? { fill: `${color(tone)}33` } : {}),
            value: (_chart: uPlot, value: number | null) => (value === null ? "–" : format(value)),
          })),
        ],
      },
      [timesMs.map((each) => each / 1000), ...series.map(({ values }) => [...values])] as uPlot.AlignedData,
      element,
    );
    return () => chart.destroy();
  }, [width, timeLabel, timesMs, series, format, scheme]);
  return <Box ref={ref} role="img" aria-label={label} mih={HEIGHT_PX + 40} />;
}
