import Link from "next/link";
import { Breakable } from "@/components/breakable";
import { CodeBlock } from "@/components/code-block";
import { FormatTabs } from "@/components/format-tabs";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { inBoth } from "@/lib/api/examples";
import { problemExample } from "@/lib/api/openapi";
import { PROBLEMS, writeProblemXml } from "@/lib/api/problem";
import { AnchorHeading } from "../section";

export function Errors({ origin }: { origin: string }) {
  const example = inBoth(problemExample("validation_failed", origin), writeProblemXml);
  return (
    <>
      <AnchorHeading id="errors">Errors</AnchorHeading>
      <p>
        An error comes in your format and always has the same members. <code>errorCode</code> is for your program, <code>title</code> and <code>detail</code>{" "}
        are for people, and <code>errors[]</code> names every field at fault with what would be right; what must be looked up, such as references and answers,
        is judged once all else is right. <code>requestId</code> helps the operator to find the request in the log.
      </p>
      <FormatTabs label="An error" json={<CodeBlock title="422 Validation failed" language="json" source={example.json} />} xml={<CodeBlock title="422 Validation failed" language="xml" source={example.xml} />} />
      <p>A fault in the query is a 400, in the body a 422. What is wrong first in this order is what you hear of:</p>
      <ol>
        <li>path and method, then the key, then limits, then the right;</li>
        <li>the expo, then whether the body can be read, then its values;</li>
        <li>whether the item is there, then conditions, then conflicts with its state.</li>
      </ol>
      <Table label="All errors">
        <thead>
          <tr>
            <TableHead>Status</TableHead>
            <TableHead>errorCode</TableHead>
            <TableHead>Title</TableHead>
          </tr>
        </thead>
        <tbody>
          {Object.entries(PROBLEMS).map(([code, { status, title }]) => (
            <tr key={code}>
              <TableCell className="py-2 tabular-nums">{status}</TableCell>
              <TableCell className="py-2">
                <Link href={`/docs/errors/${code}`} className="font-mono text-xs text-primary underline decoration-border-strong underline-offset-4">
                  <Breakable text={code} />
                </Link>
              </TableCell>
              <TableCell className="py-2">{title}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
