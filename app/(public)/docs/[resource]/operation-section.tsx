import Link from "next/link";
import type { ReactNode } from "react";
import { InlineText } from "@/components/inline-text";
import { PROBLEMS } from "@/lib/api/problem";
import type { OperationText } from "@/lib/api/reference";
import { refusalsOf } from "@/lib/api/refusals";
import { MemberList } from "../member-list";
import { MethodBadge } from "../method-badge";
import { AnchorHeading } from "../section";
import { OperationExamples } from "./operation-examples";

export function OperationSection({ text, base }: { text: OperationText; base: string }) {
  const { operation, verb, path, query, body, answer, answersAs } = text;
  return (
    <section aria-labelledby={verb} className="mt-10 grid gap-x-12 gap-y-8 border-t pt-10 xl:grid-cols-2">
      <div className="min-w-0">
        <AnchorHeading id={verb} className="text-xl">
          <InlineText>{operation.summary.replace(/\.$/, "")}</InlineText>
        </AnchorHeading>
        <p className="mt-3 flex flex-wrap items-center gap-2.5">
          <MethodBadge method={operation.method} />
          <code className="font-mono text-sm [overflow-wrap:anywhere]">{operation.path}</code>
        </p>
        <p className="mt-2 text-sm text-muted-foreground">
          Needs the right <InlineText>{`\`${operation.access}\``}</InlineText>
        </p>
        <Part title="Path" members={path} />
        <Part title="Query" members={query} />
        <Part title="Body" members={body} showRequired />
        <Part title={operation.kind === "list" ? "Each row of the answer" : "Answer"} members={answer} />
        {answersAs ? (
          <>
            <h3 className="mt-8 text-sm">Answer</h3>
            <p className="mt-2 text-sm text-muted-foreground">
              The item as it is now, the same as{" "}
              <a href={`#${answersAs}`} className="text-primary underline decoration-border-strong underline-offset-4">
                {answersAs}
              </a>{" "}
              answers.
            </p>
          </>
        ) : null}
        <h3 className="mt-8 text-sm">Refusals</h3>
        <ul className="mt-3 flex flex-wrap gap-2">
          {refusalsOf(operation).map((code) => (
            <li key={code}>
              <Link href={`/docs/errors/${code}`} className="block rounded-md border bg-card px-2.5 py-1 text-xs hover:border-border-strong">
                <span className="font-semibold tabular-nums">{PROBLEMS[code].status}</span> {code}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="min-w-0">
        <div className="xl:sticky xl:top-24">
          <OperationExamples text={text} base={base} />
        </div>
      </div>
    </section>
  );
}

function Part({ title, members, showRequired }: { title: string; members: OperationText["body"]; showRequired?: boolean }): ReactNode {
  if (members.length === 0) return null;
  return (
    <>
      <h3 className="mt-8 mb-3 text-sm">{title}</h3>
      <MemberList members={members} showRequired={showRequired} />
    </>
  );
}
