import { CodeBlock } from "@/components/code-block";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { runtime } from "@/lib/core/runtime";
import { AnchorHeading } from "../../section";
import { examples } from "../examples";

export function Endpoints() {
  const base = `${runtime().settings.url}${ENDPOINT_MOUNT}/2kq7v0c4m1x8r/exhibitors`;
  return (
    <>
      <AnchorHeading id="endpoints">Endpoint functions</AnchorHeading>
      <p>
        An endpoint function answers at <code>{`${ENDPOINT_MOUNT}/{organisation}/{key}`}</code>, with any method and whatever path follows. Its settings show the whole address; the key in it is
        your choice, and unique in your organisation.
      </p>
      <h3>Who may call it</h3>
      <Table label="Protection of endpoint functions">
        <thead>
          <tr>
            <TableHead>Protection</TableHead>
            <TableHead>What a caller needs</TableHead>
          </tr>
        </thead>
        <tbody>
          <tr>
            <TableCell>Link</TableCell>
            <TableCell>
              A token that nobody can guess, as the next part of the path: <code>{`${ENDPOINT_MOUNT}/{organisation}/{key}/{token}`}</code>. It is shown once, and can be renewed, which ends the old
              one. This is what a new function has.
            </TableCell>
          </tr>
          <tr>
            <TableCell>API key</TableCell>
            <TableCell>
              An active API key of the organisation that is ticked as <em>May call functions</em>, sent as to the API. It needs no other right, and its allowed addresses and its limits count. Give
              callers a key of their own: the one the function works with is refused.
            </TableCell>
          </tr>
          <tr>
            <TableCell>Signature</TableCell>
            <TableCell>
              A signature of the body with a secret both sides know: that of Standard Webhooks, or HMAC-SHA256 in a header you name, in hexadecimal or base64, with or without <code>sha256=</code>{" "}
              before it. A header of the form <code>t=…,v1=…</code> signs <code>{"<t>.<body>"}</code>. A time that is sent along may be five minutes off.
            </TableCell>
          </tr>
        </tbody>
      </Table>
      <p>
        A wrong token, key or signature, an address that does not exist, and a function that is switched off or was never published all answer with the same 404. Only who may call a function
        learns that it is paused: 503. In logs and runs a token is <code>…</code>.
      </p>
      <h3>Request and answer</h3>
      <CodeBlock title="An endpoint function" language="javascript" source={examples.endpoint.code} />
      <ul>
        <li>
          <code>event.request</code> has <code>method</code>, <code>path</code> (what follows the function&apos;s address), <code>query</code>, <code>headers</code> (names in lower case),{" "}
          <code>text</code> (the body as it came), <code>body</code> and <code>ip</code>. <code>body</code> goes by <code>Content-Type</code>: the value of JSON or XML, the fields of a form (a file is{" "}
          <code>{"{ name, type, base64 }"}</code>), and anything else a text, or <code>{"{ base64 }"}</code> when its bytes are none. The <code>charset</code> that is named counts; without one it is UTF-8. What is not what it says is answered with 400 before your code runs.
        </li>
        <li>
          Return <code>{"{ status, headers, body }"}</code> for an answer of your own: a text is sent as it is, <code>{"{ base64 }"}</code> as bytes, anything else as JSON. Any other value is sent as
          JSON with 200, and nothing at all is 204. A status that is no whole number from 200 to 599 is an error.
        </li>
        <li>
          Headers that may be set are those of content and caching (<code>Content-Type</code>, <code>ETag</code>, <code>Cache-Control</code>, <code>Location</code> and the like),{" "}
          <code>Access-Control-…</code> and most <code>X-…</code>, as texts or numbers, 12 KiB of them together; others are left out. Cookies may not be set. Pages of every website may call the function; browsers do not run scripts in what it answers.
        </li>
      </ul>
      <h3>When it fails</h3>
      <p>The caller learns that it failed and in which run (<code>runId</code>), so that you can look it up, and nothing of the inside:</p>
      <Table label="Errors of endpoint functions">
        <thead>
          <tr>
            <TableHead>Status</TableHead>
            <TableHead>errorCode</TableHead>
            <TableHead>Why</TableHead>
          </tr>
        </thead>
        <tbody>
          {failures.map(([status, code, why]) => (
            <tr key={code} id={code}>
              <TableCell className="py-2 tabular-nums">{status}</TableCell>
              <TableCell className="py-2 font-mono text-xs">{code}</TableCell>
              <TableCell className="py-2">{why}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
      <h3>Calls that take long, and calls sent twice</h3>
      <ul>
        <li>
          The request, at most 5 MiB, is stored before it is acknowledged: what was accepted is carried out, even if a server fails meanwhile. A caller waits for up to 30 seconds. After that, or at
          once with <code>Prefer: respond-async</code>, or when <code>Prefer: wait=5</code> has passed, the answer is 202 with a <code>Location</code> where the outcome can be asked for:{" "}
          <code>{"{ run, state, answer }"}</code>, where <code>state</code> is <code>waiting</code>, <code>running</code> or <code>done</code>, and <code>answer</code> has <code>status</code>,{" "}
          <code>headers</code> and <code>body</code> once it is done. When 1,000 calls of a function or 256 MiB of them wait, the next one is a 503 with{" "}
          <code>Retry-After</code>, as it is when too many large bodies arrive at once.
        </li>
        <li>
          With an <code>Idempotency-Key</code> a call can be repeated: the same request gets the first answer again for 24 hours, another one with the same key is a 409. A call that failed may be
          made again. The <code>webhook-id</code> of Standard Webhooks counts as such a key.
        </li>
      </ul>
      <CodeBlock title="Start it, and ask later" language="shell" source={`curl -i -H 'Prefer: respond-async' -H 'Idempotency-Key: nightly-2027-03-09' \\\n  '${base}/<token>'`} />
    </>
  );
}

/** Their `type` leads here: the anchor is the code. */
const failures = [
  [500, "function_failed", "It threw an error that it did not catch, needed too much memory, or brought its engine down."],
  [503, "function_cancelled", "Somebody ended the run, or deleted the function."],
  [504, "function_timed_out", "It took longer than it may."],
] as const;
