import { Table, TableCell, TableHead } from "@/components/ui/table";
import { AnchorHeading } from "../../section";

export function Alerts() {
  return (
    <>
      <AnchorHeading id="alerts">Alerts</AnchorHeading>
      <p>
        An alert sends a mail when a key, or all of them together, is not used as usual. Who may change the organisation sets them with <em>Alerts</em> on the page of the statistics.
      </p>
      <Table label="What an alert can be about">
        <thead>
          <tr>
            <TableHead>About</TableHead>
            <TableHead>It tells when, within the time you choose,</TableHead>
          </tr>
        </thead>
        <tbody>
          {kinds.map(([name, text]) => (
            <tr key={name}>
              <TableCell className="py-2 font-medium whitespace-nowrap">{name}</TableCell>
              <TableCell className="py-2">{text}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <ul>
        <li>The time is from five minutes to a week, and always the last one: it is looked at once a minute.</li>
        <li>An alert tells once, when it begins to hold, and again only after all was as usual for a while. The list of alerts shows since when one holds.</li>
        <li>Of fewer than ten calls nothing is told but that there are none: a handful says nothing about what is usual.</li>
        <li>Switched off it stays where it is and tells nobody.</li>
      </ul>
    </>
  );
}

const kinds = [
  ["Errors", "more than so many percent of the calls were answered with 4xx or 5xx; or so many percentage points more than at the same time a week before."],
  ["Volume", "there were more than so many calls, or fewer; or so many percent more or fewer than at the same time a week before."],
  ["Quiet", "there was no call at all: whoever should call may have stopped."],
] as const;
