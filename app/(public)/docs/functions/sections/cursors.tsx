import Link from "next/link";
import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../../section";
import { examples } from "../examples";

export function Cursors() {
  return (
    <>
      <AnchorHeading id="cursors">Going on where it ended</AnchorHeading>
      <p>
        Most tasks copy what changed. Every record has a <Link href="/docs#lists">revision</Link>, and <code>changes</code> walks everything from one revision on: keep the last page&apos;s{" "}
        <code>nextRevision</code> in <code>state</code>, and hand it over as <code>since</code> next time.
      </p>
      <CodeBlock title="A copy that loses nothing" language="javascript" source={examples.cursor.code} />
      <ul>
        <li>
          State is kept <strong>only when the run succeeds</strong>. A run that fails half-way leaves the cursor where it was, and the next one sends the same again: so give what you send a
          reference (the record&apos;s <code>id</code>) under which the other system updates what it has already.
        </li>
        <li>
          The other way round, <code>visit.visitors.create(expoId, visitor, {'{ match: "reference" }'})</code> updates the visitor that has this reference, and makes a new one only when there is
          none. Partners have it too.
        </li>
        <li>A run that is ended by a limit has failed as well. Where there may be very much to do, stop in time, keep the cursor, and leave the rest to the next run: the templates show how.</li>
        <li>
          Without filters the walk also brings records that were deleted (<code>deleted</code> is true) or cancelled, so that the other side can learn of it.
        </li>
      </ul>
    </>
  );
}
