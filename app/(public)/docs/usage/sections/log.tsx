import Link from "next/link";
import { runtime } from "@/lib/core/runtime";
import { daysText } from "@/lib/statistics/question";
import { AnchorHeading } from "../../section";

export function Log() {
  const { requestLogDays, requestLogRate } = runtime().settings;
  return (
    <>
      <AnchorHeading id="log">Request log</AnchorHeading>
      <p>
        <em>Organisation &gt; API &gt; Request log</em> has the calls of the last {daysText(requestLogDays)} one by one: when, by which key and from which address, method and path, status, duration, bytes. It never
        has a body, a query or a secret.
      </p>
      <ul>
        <li>
          The <code>requestId</code> that every <Link href="/docs#errors">error</Link> names is found here, and so is the <code>X-Request-Id</code> of any other answer. Its first characters are enough.
        </li>
        <li>Filter by path, address, status, key and time, and send the address of what you found to somebody else.</li>
        <li>
          <em>Follow live</em> shows calls as they are answered, the newest first: press it, and let the other side try again.
        </li>
        <li>
          When there is very much to log (above {requestLogRate.toLocaleString("en-GB")} calls of an organisation a second in one server process), errors are kept and the rest is sampled; the next row says how
          many calls are missing. The statistics count all of them.
        </li>
      </ul>
    </>
  );
}
