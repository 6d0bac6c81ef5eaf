import { createServer, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OutboundError, send } from "./outbound";
import { type Guard, isPublic } from "./outbound-guard";
import { parseRule } from "./outbound-rules";

/** Servers that nobody may reach. They listen for real, on v4 and v6 loopback under one port; every request is remembered. */
const canaries: Server[] = [];
const hits: string[] = [];
const at = { port: 0 };

beforeAll(async () => {
  at.port = await listen("127.0.0.1", 0);
  await listen("::1", at.port);
});

afterAll(async () => {
  for (const server of canaries) await new Promise((done) => server.close(done));
  expect(hits).toEqual([]);
});

function listen(host: string, port: number): Promise<number> {
  const server = createServer((request, response) => {
    hits.push(`${host} ${request.url}`);
    response.end("reached");
  });
  canaries.push(server);
  return new Promise((done) => {
    server.once("error", () => done(0)); // a machine without IPv6
    server.listen(port, host, () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** Nothing is allowed; every name that a test does not define leads straight to the canaries. */
function guardOf(names: Record<string, readonly string[]> = {}, more: Partial<Guard> = {}): Guard {
  return { allow: [], only: [], deny: [], own: [], resolve: async (host) => names[host] ?? ["127.0.0.1", "::1"], ...more };
}

/** The code it is refused with, or the answer's status if it is not. */
function outcome(guard: Guard, url: string, options: Parameters<typeof send>[2] = {}): Promise<string | number> {
  return send(guard, { url: url.replaceAll("{port}", String(at.port)) }, { timeoutMs: 2_000, ...options }).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof OutboundError ? error.code : Promise.reject(error)),
  );
}

const spellings = [
  // loopback, in every spelling that anything reads
  "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7F000001", "017700000001", "0177.0.0.1", "0177.0.0.01", "0x7f.0.0.1", "0x7f.0x0.0x0.0x1",
  "0x7f.1", "0177.1", "127.0.0.0x1", "00000177.0.0.1", "0x0000007f.0.0.1", "127.0.0.1.", "0x7f000001.", "127。0。0。1", "127｡0｡0｡1", "127．0．0．1", "１２７.0.0.1", "１２７．０．０．１", "①②⑦.⓪.⓪.①", "127%2e0%2e0%2e1", "%31%32%37.0.0.1", "%6c%6f%63%61%6c%68%6f%73%74", "0", "0.0.0.0", "0x0", "00", "0.0.0.1", "0.255.255.255",
  "localhost", "LOCALHOST", "localhost.", "ｌｏｃａｌｈｏｓｔ", "Ⓛocalhost", "local\u00adhost", "any.localhost", "localhost.localdomain", "ip6-localhost", "127.0.0.1.nip.example", "0x7f.example",
  "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::0:1]", "[::]", "[0:0:0:0:0:0:0:0]",
  // v4 inside v6
  "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:7F00:0001]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:0:127.0.0.1]", "[::ffff:0:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::169.254.169.254]",
  "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[64:ff9b:1:ffff::a00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]", "[2002:a00:1::]", "[2002:a9fe:a9fe::]", "[2002:c0a8:101::1]", "[2001::1]", "[2001:0:7f00:1::]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
  // private, shared and link-local, with the metadata of clouds
  "10.0.0.1", "10.255.255.255", "012.0.0.1", "0xa.0.0.1", "167772161", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1", "0xc0a80001", "3232235521", "100.64.0.1", "100.127.255.254", "100.100.100.200",
  "169.254.169.254", "169.254.1.1", "169.254.43518", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "0xa9.0xfe.0xa9.0xfe", "169.254.170.2", "169.254.169.254.", "[fd00:ec2::254]", "[fd20:ce::254]", "[fe80::1]", "[fe80::a9fe:a9fe]", "[febf::1]", "[fec0::1]", "[feff::1]", "[fc00::1]", "[fdff:ffff::1]", "168.63.129.16.internal",
  "metadata.google.internal", "metadata", "instance-data", "kubernetes.default.svc", "host.docker.internal", "postgres",
  // not for anybody: multicast, reserved, tests, documentation, tunnels
  "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "4294967295", "0xffffffff", "192.0.0.1", "192.0.0.8", "192.0.0.170", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255", "192.88.99.1",
  "[ff01::1]", "[ff02::1]", "[ff05::1:3]", "[ff0e::1]", "[100::1]", "[2001:db8::1]", "[2001:2::1]", "[2001:10::1]", "[2001:20::1]", "[3fff::1]", "[5f00::1]", "[4000::1]", "[1::1]", "[e000::1]",
]; // prettier-ignore

test.each(spellings)("%s is not reached", async (host) => {
  expect(await outcome(guardOf(), `http://${host}:{port}/spelling`)).toBe("refused");
});

const requests = [
  "http://public.example@127.0.0.1:{port}/", "http://public.example:80@127.0.0.1:{port}/", "http://user:password@[::1]:{port}/", "http://public.example%00@127.0.0.1:{port}/", "http://127.0.0.1:{port}@public.example/", "http://@127.0.0.1:{port}/userinfo-that-is-empty",
  "http://public.example\\@127.0.0.1:{port}/", "http:\\\\127.0.0.1:{port}\\", "http:/127.0.0.1:{port}/", "http:127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}/", " http://127.0.0.1:{port}/", "ht\ntp://127.0.0.1:{port}/", "http://127.0.\t0.1:{port}/", "http://127.0.0.1:{port}#@public.example/", "http://127.0.0.1:{port}?@public.example/", "http:///127.0.0.1:{port}/", "http://127.0.0.1:0{port}/",
  "https://127.0.0.1:{port}/", "https://localhost:{port}/", "http://[::1%25lo]:{port}/", "http://[fe80::1%25eth0]:{port}/", "http://[::1%lo]:{port}/", "http://[::ffff:127.0.0.1%25lo]:{port}/", "http://127.0.0.1%0a:{port}/", "http://127.0.0.1%20:{port}/", "http://256.0.0.1:{port}/", "http://0x100000000:{port}/", "http://127.0.0.1..:{port}/", "http://[::1:{port}/", "http://127.0.0.1:99999/",
  "ftp://127.0.0.1:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/_GET", "data:text/plain,hello", "ws://127.0.0.1:{port}/", "blob:http://127.0.0.1:{port}/x", "javascript:alert(1)", "unix:///var/run/docker.sock", "//127.0.0.1:{port}/", "/path", "", "http://", "http://:{port}/",
]; // prettier-ignore

test.each(requests)("%j is not sent", async (url) => {
  expect(await outcome(guardOf(), url)).toMatch(/^(?:refused|badRequest)$/);
});

test("the list is as long as it should be, and no address of it counts as public", () => {
  expect(spellings.length + requests.length).toBeGreaterThan(180);
  const literals = spellings.flatMap((host) => (URL.canParse(`http://${host}/`) ? [new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, "")] : [])).filter((host) => /^[\d.]+$|:/.test(host));
  expect(literals.length).toBeGreaterThan(120);
  expect(literals.filter(isPublic)).toEqual([]);
});

test("what everybody can reach counts as public", () => {
  const addresses = ["1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "169.253.0.1", "192.167.0.1", "198.17.0.1", "223.255.255.254", "2606:4700:4700::1111", "2a00:1450:4001:82b::200e", "2001:4860:4860::8888", "::ffff:8.8.8.8"];
  expect(addresses.filter((address) => !isPublic(address))).toEqual([]);
});

const answers = [
  ["10.1.2.3"], ["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["::ffff:7f00:1"], ["fe80::1"], ["fe80::1%eth0"], ["fd00::1"], ["169.254.169.254"], ["0.0.0.0"], ["64:ff9b::7f00:1"],
  ["93.184.215.14", "127.0.0.1"], ["127.0.0.1", "93.184.215.14"], ["2606:4700::1111", "::1"], ["93.184.215.14", "::1"], ["93.184.215.14", "2606:4700::1111", "10.0.0.1"], ["93.184.215.14", "not an address"], ["93.184.215.14%lo"],
]; // prettier-ignore

test.each(answers.map((addresses) => [addresses.join(" and "), addresses] as const))("a name that stands for %s is not reached", async (_, addresses) => {
  expect(await outcome(guardOf({ "names.example": addresses }), "http://names.example:{port}/")).toBe("refused");
});

test("a name that stands for nothing is not known", async () => {
  const absent = { resolve: () => Promise.reject(new Error("ENOTFOUND")) };
  expect(await outcome(guardOf({}, absent), "http://names.example/")).toBe("unresolved");
  expect(await outcome(guardOf({ "names.example": [] }), "http://names.example/")).toBe("unresolved");
});

test("a name is looked up once: what it stands for a moment later changes nothing", async () => {
  const looked: string[] = [];
  // Public first, as the check sees it, and the canaries from then on. The public one is a test net of our own choice.
  const resolve = async (host: string) => (looked.push(host) === 1 ? ["192.0.2.77"] : ["127.0.0.1"]);
  const guard = guardOf({}, { resolve, allow: [parseRule("192.0.2.77")] });
  expect(await outcome(guard, "http://rebound.example:{port}/", { timeoutMs: 300 })).toMatch(/^(?:unreachable|timedOut)$/);
  expect(looked).toEqual(["rebound.example"]);
});

test("asked again, a name is looked up and checked again", async () => {
  const resolve = async () => (resolve.count++ === 0 ? ["192.0.2.77"] : ["127.0.0.1"]);
  resolve.count = 0;
  const guard = guardOf({}, { resolve, allow: [parseRule("192.0.2.77")] });
  await outcome(guard, "http://rebound.example:{port}/", { timeoutMs: 300 });
  expect(await outcome(guard, "http://rebound.example:{port}/")).toBe("refused");
});

test.each([
  ["http://127.0.0.1:{port}/", "127.0.0.1"],
  ["http://127.0.0.1:{port}/", "127.0.0.0/8:{port}"],
  ["http://crm.internal:{port}/", "crm.internal"],
  ["http://crm.internal.:{port}/", "CRM.internal"],
  ["http://crm.internal:{port}/", "*.internal"],
  ["http://[::ffff:127.0.0.1]:{port}/", "127.0.0.1"],
])("%s is refused by %s, although all is allowed", async (url, rule) => {
  const deny = [parseRule(rule.replace("{port}", String(at.port)))];
  expect(await outcome(guardOf({}, { allow: ["0.0.0.0/0", "::/0", "crm.internal"].map(parseRule), deny }), url)).toBe("refused");
});

test.each([
  ["127.0.0.1:1", "http://127.0.0.1:{port}/"],
  ["[::1]:1", "http://[::1]:{port}/"],
  ["10.0.0.0/8", "http://127.0.0.1:{port}/"],
  ["*.internal", "http://internal:{port}/"],
  ["*.internal", "http://xinternal:{port}/"],
  ["crm.internal", "http://x.crm.internal:{port}/"],
  ["127.0.0.1", "http://[::1]:{port}/"],
  ["::/0", "http://127.0.0.1:{port}/"],
])("the rule %s does not open %s", async (rule, url) => {
  expect(await outcome(guardOf({}, { allow: [parseRule(rule)] }), url)).toBe("refused");
});

test.each(["127.0.0.1", "[::ffff:127.0.0.1]", "database.example"])("the database's own port at %s stays closed, although the address is open", async (host) => {
  for (const own of ["127.0.0.1", "localhost"]) {
    const guard = guardOf({}, { allow: ["127.0.0.0/8", "::1", host.replace(/[[\]]/g, "")].map(parseRule), own: [{ host: own, port: at.port }] });
    expect(await outcome(guard, `http://${host}:{port}/`)).toBe("refused");
  }
});

test("this server's own port stays closed at every address of the machine", async () => {
  const guard = guardOf({}, { allow: ["0.0.0.0/0", "::/0"].map(parseRule), own: [{ host: "", port: at.port }] });
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address)) ?? []);
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(await outcome(guard, `http://${address}:{port}/`), address).toBe("refused");
});

test("where only some targets are meant, all others are refused, and those must still be public or allowed", async () => {
  const allow = [parseRule("127.0.0.0/8"), parseRule("::1")];
  expect(await outcome(guardOf({}, { only: [parseRule("api.example")] }), "http://other.example:{port}/")).toBe("refused");
  expect(await outcome(guardOf({}, { only: [parseRule("*.example")] }), "http://other.example:{port}/")).toBe("refused"); // it leads to loopback
  expect(await outcome(guardOf({ "public.example": ["93.184.215.14"] }, { only: [parseRule("api.example")] }), "http://public.example:{port}/")).toBe("refused");
  expect(await outcome(guardOf({ "api.example": ["192.0.2.77"] }, { only: [parseRule("api.example")], allow: [parseRule("192.0.2.77")] }), "http://api.example:{port}/", { timeoutMs: 300 })).toMatch(/^(?:unreachable|timedOut)$/);
  expect(await outcome(guardOf({}, { allow, only: [parseRule("api.example")], deny: [parseRule("*.example")] }), "http://api.example:{port}/")).toBe("refused");
});

test("a request that carries a secret goes to the hosts of that secret only", async () => {
  const guard = guardOf({}, { allow: [parseRule("127.0.0.0/8"), parseRule("::1")] });
  for (const allowedHosts of [[], ["api.example"], ["*.other.example"], ["other.example:1"]]) {
    expect(await outcome(guard, "http://other.example:{port}/", { allowedHosts })).toBe("refused");
  }
});

test("a refusal names no address", async () => {
  const error: unknown = await send(guardOf({ "names.example": ["10.20.30.40"] }), { url: "http://names.example/" }).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: "OutboundError", code: "refused", message: "Requests to names.example are not allowed here." });
});
