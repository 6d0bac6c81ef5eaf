import Link from "next/link";
import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../section";

export function Authentication({ base }: { base: string }) {
  return (
    <>
      <AnchorHeading id="authentication">Authentication</AnchorHeading>
      <p>
        Send the API key with every request: as the user name of HTTP Basic with an empty password, or as a bearer token. Both mean the same.
      </p>
      <CodeBlock
        title="Two ways to send the key"
        language="shell"
        source={`curl -u "$VISIT_API_KEY:" ${base}/expos\ncurl -H "Authorization: Bearer $VISIT_API_KEY" ${base}/expos`}
      />
      <p>A key can be limited, and then says less than others:</p>
      <ul>
        <li>
          to <strong>events</strong>: any other event does not exist for it, and is answered exactly like one that was never there;
        </li>
        <li>
          to <strong>rights</strong> per resource: none, read, or write. What it may not do is <Link href="/docs/errors/forbidden">403</Link>;
        </li>
        <li>
          to <strong>addresses</strong> and a <strong>last day</strong>: outside of them it is <Link href="/docs/errors/unauthorized">401</Link>, like a key
          that is disabled or mistyped. The true reason is shown to the organisation&apos;s administrators, never to the caller.
        </li>
      </ul>
      <p>
        A change to a key holds everywhere within a second. Keep keys out of addresses and logs; give every program its own, so that one can be withdrawn
        without the others noticing.
      </p>
    </>
  );
}
