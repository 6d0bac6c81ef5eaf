import { ArrowRight, Braces, FileJson2, KeyRound, RefreshCw } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { API_BASE } from "@/lib/api/mounts";
import { runtime } from "@/lib/core/runtime";
import { CodeBlock } from "@/components/code-block";
import { CopyButton } from "@/components/copy-button";
import { FormatChoice, FormatTabs } from "@/components/format-tabs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

export default function FirstPage() {
  const base = `${runtime().settings.url}${API_BASE}`;
  return (
    <main id="main" className="mx-auto w-full max-w-[88rem] px-4 sm:px-8">
      <section className="grid gap-x-16 gap-y-12 py-14 sm:py-20 lg:grid-cols-2 lg:items-center lg:py-28">
        <div className="min-w-0">
          <h1 className="text-3xl">Everyone at the fair, in one open API.</h1>
          <p className="mt-6 max-w-[52ch] text-lg text-muted-foreground">
            Visit keeps the events of an organiser, the visitors who register and the partners who exhibit. Your software reads, creates and replicates
            all of it, as JSON or as XML, over one database on a server of your own.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Button asChild>
              <Link href="/docs">
                Read the documentation
                <ArrowRight aria-hidden />
              </Link>
            </Button>
            <Button asChild variant="outline">
              <Link href="/sign-in">Sign in</Link>
            </Button>
          </div>
        </div>
        <FormatChoice>
          <FormatTabs
            label="First call"
            json={
              <>
                <CodeBlock title="The events that your key sees" language="shell" source={firstCall(base, "json")} />
                <CodeBlock title="Answer" language="json" source={jsonAnswer} />
              </>
            }
            xml={
              <>
                <CodeBlock title="The events that your key sees" language="shell" source={firstCall(base, "xml")} />
                <CodeBlock title="Answer" language="xml" source={xmlAnswer} />
              </>
            }
          />
        </FormatChoice>
      </section>

      <section aria-labelledby="where" className="border-t py-14">
        <h2 id="where" className="text-xl">
          Where the API is
        </h2>
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <code className="rounded-md border bg-card px-4 py-2.5 font-mono text-sm break-all">{base}</code>
          <CopyButton text={base} label="Copy address" className="h-10 px-3 hover:bg-muted" />
        </div>
        <div className="mt-8 grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
          <Fact icon={<KeyRound />} title="A key is the user name" href="/docs#authentication">
            HTTP Basic with the API key and an empty password, or a bearer token.
          </Fact>
          <Fact icon={<Braces />} title="Two formats, equal values" href="/docs#formats">
            JSON and XML for reading and for writing, by header or by address.
          </Fact>
          <Fact icon={<RefreshCw />} title="A feed that misses nothing" href="/docs#lists">
            Ask for what changed since a revision, and end with exactly what the database holds.
          </Fact>
          <Fact icon={<FileJson2 />} title="OpenAPI 3.1" href="/openapi.json">
            Every operation with schemas and examples, for client generators.
          </Fact>
        </div>
      </section>
    </main>
  );
}

function Fact({ icon, title, href, children }: { icon: ReactNode; title: string; href: string; children: ReactNode }) {
  return (
    <Card className="relative p-6 transition-colors hover:border-border-strong">
      <span aria-hidden className="text-primary [&_svg]:size-6 [&_svg]:stroke-[1.6]">
        {icon}
      </span>
      <h3 className="mt-4 text-base">
        <a href={href} className="after:absolute after:inset-0 after:rounded-xl">
          {title}
        </a>
      </h3>
      <p className="mt-1.5 text-sm text-muted-foreground">{children}</p>
    </Card>
  );
}

function firstCall(base: string, format: "json" | "xml"): string {
  return `curl -u "$VISIT_API_KEY:" \\\n  -H "Accept: application/${format}" \\\n  ${base}/expos`;
}

const jsonAnswer = `[
  {
    "id": "2kq7v0c4m1x8r",
    "name": "Harbour & Logistics Fair",
    "start": "2026-11-24T08:00:00Z",
    "end": "2026-11-27T16:00:00Z",
    "timezone": "Europe/Amsterdam",
    "revision": 4711
  }
]`;
const xmlAnswer = `<?xml version="1.0" encoding="UTF-8"?>
<expos>
  <expo>
    <id>2kq7v0c4m1x8r</id>
    <name>Harbour &amp; Logistics Fair</name>
    <start>2026-11-24T08:00:00Z</start>
    <end>2026-11-27T16:00:00Z</end>
    <timezone>Europe/Amsterdam</timezone>
    <revision>4711</revision>
  </expo>
</expos>`;
