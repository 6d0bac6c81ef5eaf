import { Table, TableCell, TableHead } from "@/components/ui/table";
import { durationBoundsMs } from "@/lib/statistics/histogram";
import { AnchorHeading } from "../../section";

export function Statistics() {
  return (
    <>
      <AnchorHeading id="statistics">Statistics</AnchorHeading>
      <p>
        <em>Organisation &gt; API &gt; Statistics</em> is for who may see the organisation. All that is chosen stands in the address: a view is a link that can be kept and sent. While it ends now, it
        follows by itself.
      </p>
      <Table label="Filters of the statistics">
        <thead>
          <tr>
            <TableHead>Filter</TableHead>
            <TableHead>What it does</TableHead>
          </tr>
        </thead>
        <tbody>
          {filters.map(([name, text]) => (
            <tr key={name}>
              <TableCell className="py-2 font-medium whitespace-nowrap">{name}</TableCell>
              <TableCell className="py-2">{text}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <ul>
        <li>
          <strong>The chart</strong> tells calls apart by status, operation, API key or format. Draw across it, with a mouse or a finger, to look closer; going back is wide again. The table below it has
          the same numbers, and pressing a name in it looks closer too. A name under the chart leaves only its calls.
        </li>
        <li>
          <strong>Figures</strong> are compared with the span of the same length before. The error rate is the share of 4xx and 5xx.
        </li>
        <li>
          <strong>Durations</strong> are percentiles: at p95, nineteen of twenty calls took no longer. They are read from counts, and good to about a tenth; beyond {Math.max(...durationBoundsMs) / 1000}{" "}
          seconds they only say so.
        </li>
        <li>
          <strong>CSV</strong> has what is shown, with times on the organisation&apos;s clocks and in UTC.
        </li>
        <li>
          The page of <em>API keys</em> has each key&apos;s last 24 hours as a small line.
        </li>
      </ul>
    </>
  );
}

const filters = [
  ["Type", "Which calls: by resource, operation, reading or writing, format, class of status and origin. Of one sort either holds, of several sorts all must."],
  ["From, Until", "The span: one of those offered, or two moments. Until is not part of it."],
  ["Resolution", "How long a column is: minute, hour, day, week or month. What does not suit the span says why."],
  ["API key", "One or more keys. Without it all calls, also those to functions that need no key."],
] as const;
