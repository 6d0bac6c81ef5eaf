import Link from "next/link";
import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../../section";

export function Numbers({ base }: { base: string }) {
  const { from, until } = yesterday(new Date());
  return (
    <>
      <AnchorHeading id="api">The numbers by API</AnchorHeading>
      <p>
        <Link href="/docs/statistics#get">
          <code>GET /statistics</code>
        </Link>{" "}
        answers with the same filters and the same numbers, in JSON and XML. A key needs the right to read <em>Statistics</em> for it, and then sees the counts of the whole organisation. Unlike the page
        it ends with the last full hour when not told otherwise, so that the same question gets the same answer.
      </p>
      <CodeBlock title="What was refused yesterday, by operation" language="shell" source={`curl -u "$VISIT_API_KEY:" '${base}/statistics?types=status:4xx&split=operation&resolution=hour&from=${from}&until=${until}'`} />
    </>
  );
}

/** In UTC, and so in the past wherever the reader is. */
function yesterday(now: Date): { from: string; until: string } {
  const startOf = (at: number) => `${new Date(at).toISOString().slice(0, 10)}T00:00:00Z`;
  return { from: startOf(now.getTime() - 86_400_000), until: startOf(now.getTime()) };
}
