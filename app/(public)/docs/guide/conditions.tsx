import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../section";

export function Conditions({ base }: { base: string }) {
  return (
    <>
      <AnchorHeading id="conditions">Conditional requests</AnchorHeading>
      <p>
        Every single item comes with an <code>ETag</code>, which names its state. Send it back to save a transfer, or to make sure that you do not write over
        what somebody else has changed in the meantime.
      </p>
      <CodeBlock
        title="Change it only if it is still what I have read"
        language="shell"
        source={`curl -i -u "$VISIT_API_KEY:" -X PUT \\\n  -H 'If-Match: "4711.json"' -H 'Content-Type: application/json' \\\n  --data-binary '{ "registrationState": "cancelled" }' \\\n  '${base}/visitors/2kq7v0c4m1x8r/5tn3w8e1z6y0b'`}
      />
      <ul>
        <li>
          <code>If-None-Match</code> on a <code>GET</code>: 304 without a body when nothing has changed.
        </li>
        <li>
          <code>If-Match</code> on a <code>PUT</code> or <code>DELETE</code>: 412 when something has. Read again, decide again, send again.
        </li>
        <li>
          A tag holds in both formats, and you may build one from a list&apos;s row: the revision in quotes, <code>&quot;4711&quot;</code>. For{" "}
          <code>If-Match</code> the revision is all that counts. For <code>If-None-Match</code> that is so for visitors only: a partner or an expo read alone
          shows more than its row, such as counts, and its tag names that too. Send that tag back as it came.
        </li>
      </ul>
    </>
  );
}
