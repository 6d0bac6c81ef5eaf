import { Breakable } from "@/components/breakable";
import { CodeBlock } from "@/components/code-block";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { METRICS_MOUNT } from "@/lib/api/metrics";
import { AnchorHeading } from "../../section";

export function Metrics({ origin }: { origin: string }) {
  return (
    <>
      <AnchorHeading id="metrics">Metrics for operators</AnchorHeading>
      <p>
        Who runs Visit can have <code>{METRICS_MOUNT}</code> read by Prometheus. It is there when <code>VISIT_METRICS_TOKEN</code> is set, and only for who sends this token. It is about one server process since
        its start and about all organisations together, also about calls whose key nobody knows: read each process by itself.
      </p>
      <CodeBlock title="A look at it" language="shell" source={`curl -H "Authorization: Bearer $VISIT_METRICS_TOKEN" ${origin}${METRICS_MOUNT}`} />
      <Table label="Metrics">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>What it is</TableHead>
          </tr>
        </thead>
        <tbody>
          {families.map(([name, text]) => (
            <tr key={name}>
              <TableCell className="py-2 font-mono text-xs">
                <Breakable text={name} />
              </TableCell>
              <TableCell className="py-2">{text}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p>
        Whoever runs Visit also decides how long counts and the log are kept, and how much is logged: <code>VISIT_STATISTICS_KEPT_DAYS</code>, <code>VISIT_REQUEST_LOG_DAYS</code>,{" "}
        <code>VISIT_REQUEST_LOG_RATE</code>; with <code>VISIT_STATISTICS=off</code> nothing is counted.
      </p>
    </>
  );
}

const families = [
  ["visit_calls_total", "Answered calls, by operation, format and status."],
  ["visit_call_duration_seconds", "How long it took until the answer was begun, as a histogram by operation."],
  ["visit_journal_backlog_bytes", "Calls that wait to be counted, as bytes of the journal they stand in."],
  ["visit_journal_failed_flushes_total", "Times that they could not be counted, and were kept for the next time."],
  ["visit_journal_dropped_calls_total", "Calls that are not counted, because neither disk nor database would take them."],
  ["process_resident_memory_bytes", "Memory of the process."],
  ["process_cpu_seconds_total", "Time that it has computed."],
] as const;
