import { Breakable } from "@/components/breakable";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { AnchorHeading } from "../section";

export function States() {
  return (
    <>
      <AnchorHeading id="states">States of a registration</AnchorHeading>
      <p>
        A visitor is created as <code>registered</code> or <code>invited</code>. Say nothing, and it is registered when every mandatory question of its form
        is answered, else invited. Asking for <code>registered</code> with gaps is refused, naming every question that is open. An invited visitor needs no
        more than a way to be reached. Only who is registered has a badge.
      </p>
      <Table label="Changes of state that are allowed">
        <thead>
          <tr>
            <TableHead>From</TableHead>
            <TableHead>Means</TableHead>
            <TableHead>May become</TableHead>
          </tr>
        </thead>
        <tbody>
          {states.map(([from, meaning, next]) => (
            <tr key={from}>
              <TableCell>
                <code>
                  <Breakable text={from} />
                </code>
              </TableCell>
              <TableCell>{meaning}</TableCell>
              <TableCell>
                <Breakable text={next} />
              </TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p>
        The same state again changes nothing. Any other change is a <code>409</code> that names the states there are to choose from.
      </p>
    </>
  );
}

const states = [
  ["invited", "Known, and asked to complete the form", "incomplete, pendingConfirmation, registered, cancelled"],
  ["incomplete", "Has begun the form", "pendingConfirmation, registered, cancelled"],
  ["pendingConfirmation", "Must confirm", "hold, registered, denied, cancelled"],
  ["hold", "Waits for a decision of the organiser", "registered, denied, cancelled"],
  ["registered", "Complete; has a badge and may come", "cancelled, unregistered"],
  ["denied", "Refused by the organiser", "hold, registered"],
  ["cancelled", "Called off", "invited, registered"],
  ["unregistered", "Signed off again", "invited, registered"],
] as const;
