import { type GivenLine, lineWidth } from "./tree-layout.ts";

/** From those that gave something to the member that is looked at: the more, the thicker; who is not in the picture gives from beyond it. */
export function GivenArcs({
  lines,
  to,
  yOf,
  width,
}: {
  lines: readonly GivenLine[];
  /** Its row. */
  to: number;
  yOf: (row: number) => number;
  width: number;
}) {
  const most = Math.max(...lines.map(({ bytes }) => bytes));
  const y = yOf(to);
  const HEAD_PX = 9;
  return (
    <g fill="none" stroke="var(--tone-waiting)">
      {lines.map(({ key, row, bytes }) => (
        <path
          key={key}
          d={
            row === undefined
              ? `M${width},${y} H${HEAD_PX}`
              : `M2,${yOf(row)} C${width},${yOf(row)} ${width},${y} ${HEAD_PX},${y}`
          }
          strokeWidth={Math.max(1.5, lineWidth(bytes, most) * 0.7)}
          data-from={key}
          {...(row === undefined ? { strokeDasharray: "2 3" } : {})}
        />
      ))}
      <path d={`M1,${y} l${HEAD_PX + 1},-6 v12 z`} fill="var(--tone-waiting)" stroke="none" />
    </g>
  );
}
