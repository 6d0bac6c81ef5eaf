/** Counts over time as a small line, for a row of a table. What it shows stands beside it in words; it is no picture for who does not see it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(height - 1 - (value / most) * (height - 2)).toFixed(1)}`).join(" ");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden className="block h-7 w-28 overflow-visible">
      <polygon points={`0,${height} ${points} ${width},${height}`} className="fill-primary opacity-12" />
      <polyline points={points} vectorEffect="non-scaling-stroke" strokeLinejoin="round" className="fill-none stroke-primary" strokeWidth="1.5" />
    </svg>
  );
}

const width = 112;
const height = 28;
