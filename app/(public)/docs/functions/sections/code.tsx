import Link from "next/link";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/code-block";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { AnchorHeading } from "../../section";
import { examples } from "../examples";

export function Code() {
  return (
    <>
      <AnchorHeading id="code">What the code sees</AnchorHeading>
      <p>
        A function is a module whose default export is called with an event. It is modern JavaScript, with <code>async</code> and <code>await</code>, and it is one file: there is no{" "}
        <code>import</code>, no package, no file system and no <code>Intl</code>; dates are in UTC. What it returns is kept with its run, as JSON.
      </p>
      <CodeBlock title="A background task" language="javascript" source={examples.task.code} />
      <Table label="What a function can use">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>What it is</TableHead>
          </tr>
        </thead>
        <tbody>
          {globals.map(([name, text]) => (
            <tr key={name}>
              <TableCell className="py-2 font-mono text-xs">{name}</TableCell>
              <TableCell className="py-2">{text}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p>
        The event of a background task is <code>{"{ scheduledAt, previous }"}</code>: when this run was due, and how the run before it ended. That of an endpoint function is{" "}
        <a href="#endpoints">the request</a>.
      </p>
      <h3>Errors</h3>
      <p>
        What the API refuses is thrown as a <code>VisitError</code> with the <code>status</code>, <code>errorCode</code> and <code>errors</code> that the <Link href="/docs#errors">guide</Link>{" "}
        describes. What you do not catch ends the run, which then shows the error and the line of your code.
      </p>
      <CodeBlock title="A refusal is an exception" language="javascript" source={examples.errors.code} />
      <h3>Secrets</h3>
      <p>
        Passwords and tokens do not belong in the code, which everybody sees who may see functions. They are entered under <em>Secrets</em>, kept encrypted, and never shown again; where one turns up
        in a log or an error it reads <code>…</code>. A secret can be bound to hosts: a request that carries it to any other is not sent. One marked as writable can be replaced by the function
        itself, which counts at once, even when the run fails later: a refresh token that was exchanged is gone for good.
      </p>
      <CodeBlock title="Asking another system" language="javascript" source={examples.fetch.code} />
    </>
  );
}

const globals: readonly (readonly [string, ReactNode])[] = [
  [
    "visit",
    <>
      The API, one function for each operation of the reference: <code>visit.visitors.list(expoId, {"{ fromRevision }"})</code>, <code>.get</code>, <code>.create</code>, <code>.update</code>,{" "}
      <code>.delete</code>; <code>visit.visitors.changes(expoId, {"{ since }"})</code> walks a list page by page.
    </>,
  ],
  ["fetch", "Calls other services, as browsers and Node do it: text, JSON, headers, redirects, AbortSignal.timeout. Public addresses only, unless the operator opens others."],
  ["state", "What the function remembers from run to run, as JSON: get, set, delete, keys. Encrypted at rest, and kept only when the run succeeds. Of runs that go on side by side, as those of an endpoint may, each sees it as it was when it first asked; the later end wins."],
  ["secrets", "Its passwords and tokens: get, and set for those marked as writable."],
  ["console", "The run's log."],
  ["xml, csv", "xml.parse and xml.build, csv.parse and csv.build: XML and CSV as plain values."],
  ["crypto", "hmac, sha256, timingSafeEqual, randomUUID, getRandomValues. They return values, not promises."],
  ["and", "URL, URLSearchParams, Headers, Request, Response, AbortController, TextEncoder, TextDecoder, atob, btoa, setTimeout, setInterval, structuredClone, performance.now."],
];
