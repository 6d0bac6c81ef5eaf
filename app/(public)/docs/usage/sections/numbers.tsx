import Link from "next/link";
import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../../section";

export function Numbers({ base }: { base: string }) {
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
      <CodeBlock title="What was refused yesterday, by operation" language="shell" source={`curl -u "$VISIT_API_KEY:" '${base}/statistics?types=status:4xx&split=operation&resolution=hour&from=2027-03-09T00:00:00Z&until=2027-03-10T00:00:00Z'`} />
    </>
  );
}
