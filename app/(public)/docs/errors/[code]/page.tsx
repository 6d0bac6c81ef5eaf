import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CodeBlock } from "@/components/code-block";
import { FormatTabs } from "@/components/format-tabs";
import { InlineText } from "@/components/inline-text";
import { Badge } from "@/components/ui/badge";
import { inBoth } from "@/lib/api/examples";
import { problemExample } from "@/lib/api/openapi";
import { PROBLEMS, writeProblemXml } from "@/lib/api/problem";
import { refusalTexts } from "@/lib/api/refusals";
import type { ErrorCode } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";

type Segments = { params: Promise<{ code: string }> };

export async function generateMetadata({ params }: Segments): Promise<Metadata> {
  const { code } = await params;
  return { title: isErrorCode(code) ? PROBLEMS[code].title : "Unknown error" };
}

/** Where the `type` of every problem points to. */
export default async function ErrorCodePage({ params }: Segments) {
  const { code } = await params;
  if (!isErrorCode(code)) notFound();
  const { status, title } = PROBLEMS[code];
  const example = inBoth(problemExample(code, runtime().settings.url), writeProblemXml);
  return (
    <>
      <p className="flex items-center gap-3 text-sm">
        <Badge tone={status >= 500 ? "destructive" : "warning"}>{status}</Badge>
        <code className="font-mono">{code}</code>
      </p>
      <h1 className="mt-3 text-2xl">{title}</h1>
      <div className="mt-8 grid gap-x-12 gap-y-8 xl:grid-cols-2">
        <div className="prose-visit">
          <h2 className="!mt-0">When</h2>
          <p>
            <InlineText>{refusalTexts[code].when}</InlineText>
          </p>
          <h2 className="!mt-8">What to do</h2>
          <p>
            <InlineText>{refusalTexts[code].remedy}</InlineText>
          </p>
          <p>
            <Link href="/docs#errors">All errors</Link>
          </p>
        </div>
        <FormatTabs
          label={title}
          json={<CodeBlock title={`${status} ${title}`} language="json" source={example.json} />}
          xml={<CodeBlock title={`${status} ${title}`} language="xml" source={example.xml} />}
        />
      </div>
    </>
  );
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(PROBLEMS, code);
}
