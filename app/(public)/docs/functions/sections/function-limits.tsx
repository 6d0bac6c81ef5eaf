import { Table, TableCell, TableHead } from "@/components/ui/table";
import { caps } from "@/lib/functions/caps";
import { defaultMemoryBytes, defaultTimeoutMs, maxCodeBytes, maxSecretSets, maxStateBytes, maxWrittenEventBytes } from "@/lib/functions/schema";
import { argumentBytesMax, defaultLimits, uncountedCallsMax } from "@/lib/sandbox/limits";
import { AnchorHeading } from "../../section";

export function FunctionLimits() {
  return (
    <>
      <AnchorHeading id="limits">Limits of functions</AnchorHeading>
      <p>Going beyond one of the first three ends the run, which then remembers nothing. Going beyond another is an error where it happens.</p>
      <Table label="Limits of functions">
        <thead>
          <tr>
            <TableHead>What</TableHead>
            <TableHead>How much</TableHead>
          </tr>
        </thead>
        <tbody>
          {rows().map(([what, limit]) => (
            <tr key={what}>
              <TableCell className="py-2">{what}</TableCell>
              <TableCell className="py-2">{limit}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p>
        How many run at the same time is up to the operator; one that is one too many waits for its turn, which is no part of its duration. Runs that wait for an answer count little there. One
        organisation never takes all places from the others.
      </p>
    </>
  );
}

function rows(): [what: string, limit: string][] {
  const most = caps();
  return [
    ["Duration", `${seconds(defaultTimeoutMs.task)} for a task, ${seconds(defaultTimeoutMs.endpoint)} for an endpoint function; up to ${seconds(most.timeoutMs)} in its settings`],
    ["Time spent computing", seconds(defaultLimits.cpuMs)],
    ["Memory", `${size(defaultMemoryBytes)}; up to ${size(most.memoryBytes)} in its settings`],
    ["Requests to other services", `${defaultLimits.calls}, each of at most 5 MiB either way and 30 seconds`],
    ["Calls of visit, state and secrets", `${uncountedCallsMax.toLocaleString("en-GB")} together, each of at most ${size(argumentBytesMax)} out and 5 MiB back`],
    ["Secrets it sets", `${maxSecretSets} times in a run`],
    ["State", size(maxStateBytes)],
    ["Log", `${defaultLimits.logLines.toLocaleString("en-GB")} lines, ${size(defaultLimits.logBytes)}; what comes after is left out`],
    ["What it returns", size(defaultLimits.resultBytes)],
    ["Its code", size(maxCodeBytes)],
    ["An event written in the editor", `${size(maxWrittenEventBytes)}; a recorded one is run as it came, however long`],
  ];
}

function seconds(ms: number): string {
  return `${ms / 1000} seconds`;
}

function size(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`;
}
