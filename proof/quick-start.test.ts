import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillDemo } from "@/prisma/seed/fill-demo";
import { root } from "@/scripts/lib/project.mjs";
import { openStage, type Stage } from "./stage";

let stage: Stage;
let key: string;
const folder = mkdtempSync(join(tmpdir(), "visit-quick-start-"));

beforeAll(async () => {
  stage = await openStage();
  const credentials = await fillDemo(stage.client, { email: "admin@demo.example", now: new Date() });
  key = credentials?.apiKey ?? "";
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stage?.close();
});

test("the README's quick start does what it says, with curl and the printed key", async () => {
  const session = readFileSync(join(root, "README.md"), "utf8").split("<!-- quick start -->")[1]?.split("<!-- /quick start -->")[0] ?? "";
  const blocks = [...session.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands ?? "");
  expect(blocks).toHaveLength(6);
  const marked = blocks.map((commands, at) => `echo "== ${at}"\n${commands}\necho`).join("\n");
  const script = marked.replace(/^BASE=http:\/\/localhost:3000/m, `BASE=${stage.server.url}`).replace(/^KEY=.*$/m, `KEY=${key}`);

  const { stdout } = await promisify(execFile)("sh", ["-eu", "-c", script], { cwd: folder, maxBuffer: 64e6 });
  const [, , events = "", extraction = "", creations = "", changes = "", feed = ""] = stdout.split(/^== \d\n/m);

  expect(JSON.parse(events.trim())).toHaveLength(3);
  expect(extraction.trim()).toMatch(/^2000 visitors; the next extraction starts at \d+$/);

  expect(creations).toMatch(/^HTTP\/1.1 201 /);
  expect(creations).toMatch(/"reference":"crm-4711","registrationState":"registered"/);
  expect(creations).toMatch(/<reference>crm-4712<\/reference><registration-state>invited<\/registration-state>/);
  expect(creations).toMatch(/<first-name>小龙<\/first-name>/);
  expect(creations).toMatch(/<partner .*<name>Analytical Engines Ltd<\/name>/s);

  expect(changes).toMatch(/"tags":\["speaker"\]/);
  expect(changes).toMatch(/"status":412/);

  const [deletion = "", visitors = "[]", partners = ""] = feed.split(/(?<=^204)\n|(?<=\])(?=<\?xml)/);
  expect(deletion).toBe("204");
  expect(JSON.parse(visitors)).toMatchObject([
    { reference: "crm-4712", registrationState: "invited", deleted: false },
    { reference: "crm-4711", registrationState: "unregistered", deleted: true },
  ]);
  expect(partners).toMatch(/<partners .*<partner><id>.*Analytical Engines Ltd.*<\/partner><\/partners>/s);
}, 60_000);
