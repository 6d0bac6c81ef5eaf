import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "@/scripts/lib/project.mjs";

/** Whatever runs in the server process. What runs in a browser asks only us, and says so in its first line. */
const sources = ["lib", "app", "server.ts", "proxy.ts"].flatMap(filesBelow).filter((file) => !/\.test\.tsx?$|\/generated\//.test(file));

/** What opens a connection to another machine, each in the one place where it may. Packages that connect to what the operator set, and to nothing else, are named too. */
const ways: Readonly<Record<string, { pattern: RegExp; home: readonly string[] }>> = {
  "fetch()": { pattern: /(?<![.\w"'`])fetch\s*\(|(?<!typeof )\b(?:globalThis|global|window)\.fetch\b|=\s*fetch\b/, home: [] },
  undici: { pattern: /from "undici/, home: ["lib/core/outbound.ts"] },
  "http and https": { pattern: /(?:from|import\(|require\()\s*["'](?:node:)?https?2?["']/, home: ["server.ts"] },
  sockets: { pattern: /(?:from|import\(|require\()\s*["'](?:node:)?(?:tls|dgram)["']|\bnet\.(?:connect|createConnection)|import \{[^}]*\b(?:connect|createConnection|Socket)\b[^}]*\} from "node:net"/, home: [] },
  "name look-ups": { pattern: /from "node:dns/, home: ["lib/core/lookups.ts"] },
  nodemailer: { pattern: /from "nodemailer/, home: ["lib/core/mail-sender.ts"] },
  "other clients": { pattern: /from "(?:axios|got|node-fetch|ky|superagent|ws|eventsource|request)["/]|new (?:WebSocket|EventSource|XMLHttpRequest)\b/, home: [] },
};

test.each(Object.entries(ways))("%s is used in its home only, and only to where it may go", (_, { pattern, home }) => {
  const users = sources.filter((file) => {
    const text = withoutComments(readFileSync(join(root, file), "utf8"));
    return !/^\s*["']use client["']/.test(text) && pattern.test(text);
  });
  expect(users.filter((file) => !elsewhere.test(file)).sort()).toEqual([...home].sort());
});

test("server.ts listens, and asks nobody", () => {
  const text = readFileSync(join(root, "server.ts"), "utf8");
  expect(/import \{([^}]*)\} from "node:http"/.exec(text)?.[1]?.split(",").map((name) => name.trim()).sort()).toEqual(["STATUS_CODES", "createServer", "type IncomingMessage", "type ServerResponse"]); // prettier-ignore
});

/** What does not run in our process: workers of the browser, what is put into the sandbox, and what is only shown. */
const elsewhere = /\.worker\.tsx?$|^lib\/sandbox\/(?:guest|attacks)\/|^lib\/functions\/templates\b|^app\/\(public\)\/docs\/functions\/examples\.ts$|^lib\/api\/guest-globals\.ts$/;

function filesBelow(path: string): string[] {
  if (/\.tsx?$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : /\.(?:tsx?|mjs)$/.test(entry.name) ? [`${path}/${entry.name}`] : [])); // prettier-ignore
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
