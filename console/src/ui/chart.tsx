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
  /** What its heights are, and in what. */
  valueLabel: string;
  timeLabel: string;
  /** Days, as they begin in UTC. */
  timesMs: readonly number[];
  series: readonly Series[];
  format: (value: number) => string;
}

const LABEL_FONT = "12px system-ui, sans-serif";
const HEIGHT_PX = 240;
/** Lines are told apart by more than their colour. */
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const BORDERS = ["solid", "dashed", "dotted", "double"] as const;

/** Values over time. What it shows stands in a table beside it too: a picture is not for everybody. */
export default function Chart({ label, valueLabel, timeLabel, timesMs, series, format }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(box, sized);
  const scheme = useComputedColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides what the variables are
  useEffect(() => {
    const element = box.current;
    if (!element || width === 0) return;
    const color = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    const lines = { stroke: color("--mantine-color-default-border"), width: 1 };
    const axis = {
      stroke: color("--mantine-color-text"),
      grid: lines,
      ticks: lines,
      labelSize: 22,
      labelFont: LABEL_FONT,
    };
    // Where nobody points, the last day is told of: what the lines are is then said beside what they have come to.
    const newest = timesMs.length - 1;
    const chart = new uPlot(
      {
        width,
        height: HEIGHT_PX,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
        cursor: { drag: { x: false, y: false } },
        scales: { y: { range: (_chart, _low, high) => [0, Math.max(high, 1) * 1.05] } },
        axes: [
          { ...axis, label: timeLabel, values: (_chart, ticks) => ticks.map((each) => formatDayShort(each * 1000)) },
          { ...axis, label: valueLabel, size: 80, values: (_chart, ticks) => ticks.map(format) },
        ],
        legend: { markers: { dash: (_chart, at) => BORDERS[(at - 1) % BORDERS.length]! } },
        hooks: {
          ready: [(drawn) => drawn.setLegend({ idx: newest }, false)],
          setLegend: [(drawn) => drawn.legend.idx == null && drawn.setLegend({ idx: newest }, false)],
        },
        series: [
          { label: timeLabel, value: (_chart: uPlot, value: number | null) => (value ? formatDay(value * 1000) : "–") },
          ...series.map(({ label: name, tone, filled }, at) => ({
            label: name,
            dash: DASHES[at % DASHES.length]!,
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
  }, [width, valueLabel, timeLabel, timesMs, series, format, scheme]);
  return <Box ref={ref} role="img" aria-label={label} mih={HEIGHT_PX + 40} />;
}
