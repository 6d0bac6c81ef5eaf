import Link from "next/link";
import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../section";

export function Start({ base }: { base: string }) {
  return (
    <>
      <AnchorHeading id="start" className="!mt-12">
        Start
      </AnchorHeading>
      <p>
        The API speaks for one <em>organisation</em>: its events, the visitors who register for them, and the partners who exhibit there. On the wire an
        event is called an <code>expo</code>. All you need is an API key, which an administrator makes for you, and an HTTP client.
      </p>
      <CodeBlock title="Which events does my key see?" language="shell" source={`export VISIT_API_KEY='visit_…'\n\ncurl -u "$VISIT_API_KEY:" ${base}/expos`} />
      <p>
        Take the <code>id</code> of an event from the answer; every other address holds it. Then read its visitors, oldest change first:
      </p>
      <CodeBlock title="The first hundred visitors" language="shell" source={`curl -u "$VISIT_API_KEY:" '${base}/visitors/2kq7v0c4m1x8r?fromRevision=0&limit=100'`} />
      <p>
        Software written for the hosted Visit Create API v2 works here unchanged: only its base address and its key differ. Every operation has its place
        in the reference, with a command to paste; <a href="/openapi.json">the OpenAPI document</a> is for client generators. New to the feed of changes?
        Read <Link href="#lists">Lists and replication</Link> before you write a loop.
      </p>
    </>
  );
}
