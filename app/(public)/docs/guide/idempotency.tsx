import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../section";

export function Idempotency({ base }: { base: string }) {
  return (
    <>
      <AnchorHeading id="idempotency">Safe repeats</AnchorHeading>
      <p>
        When a connection breaks you cannot know whether a <code>POST</code> arrived. Give it an <code>Idempotency-Key</code>, a text of your own that is new
        for each thing you create, and simply send the same again until it is answered.
      </p>
      <CodeBlock
        title="Created once, however often it is sent"
        language="shell"
        source={`curl -u "$VISIT_API_KEY:" \\\n  -H 'Idempotency-Key: order-20418' -H 'Content-Type: application/json' \\\n  --data-binary '{ "contact": { "email": "noor.devries@havenlicht.example" } }' \\\n  '${base}/visitors/2kq7v0c4m1x8r'`}
      />
      <ul>
        <li>The same key with the same body gets the first answer again, for 24 hours. It is recorded together with its effect: never one without the other.</li>
        <li>
          The same key with another body is a <code>409</code>: one of the two is a mistake.
        </li>
        <li>
          While the first is still running, the second is a <code>409</code> <code>in_progress</code> with <code>Retry-After</code>.
        </li>
        <li>A refusal is not remembered. Correct the body and use the same key.</li>
        <li>
          A contact is erased with the last of its registrations, and the first answer with it: the repeat is then a <code>404</code> <code>deleted</code>, and
          creates nothing anew. While the contact is registered elsewhere the first answer still comes, though what it tells of was deleted.
        </li>
      </ul>
      <p>
        <code>PUT</code> and <code>DELETE</code> can be repeated as they are.
      </p>
    </>
  );
}
