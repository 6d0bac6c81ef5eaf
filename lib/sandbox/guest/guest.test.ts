import { createHash, createHmac } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { sandboxOptions } from "@/test/sandbox";
import { type Door } from "../job";
import { Sandbox } from "../sandbox";

const sandbox = new Sandbox({ ...sandboxOptions, size: 2 });
afterAll(() => sandbox.stop());

/** What the body returns, from JSON; an exception is its name and message. */
async function inGuest(body: string, door: Door = {}): Promise<unknown> {
  const { outcome } = await sandbox.run({ code: `export default async function () {\n${body}\n}`, event: "{}", door });
  if (outcome.kind === "threw") return `${outcome.error.name}: ${outcome.error.message}`;
  return outcome.kind === "returned" ? JSON.parse(outcome.value) : outcome;
}

describe("fetch", () => {
  const asked: unknown[] = [];
  const answer = { status: 201, statusText: "Created", url: "https://example.org/end", headers: [["Content-Type", "application/json"], ["Set-Cookie", "a=1"], ["set-cookie", "b=2"]], body: Buffer.from('{"ä":1}').toString("base64"), redirected: true };
  const door: Door = {
    fetch: (argument) => {
      asked.push(JSON.parse(argument));
      return Promise.resolve(JSON.stringify(answer));
    },
  };

  test("sends what a request says", async () => {
    await inGuest("await fetch('https://example.org/ä?q=1', { method: 'post', body: 'ö', headers: { 'X-One': ' 1 ' }, redirect: 'manual' });", door);
    await inGuest("await fetch(new Request(new URL('https://example.org'), { method: 'PUT', body: new Uint8Array([0, 255]) }));", door);
    await inGuest("await fetch('https://example.org', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) });", door);
    expect(asked).toEqual([
      { url: "https://example.org/%C3%A4?q=1", method: "POST", headers: [["content-type", "text/plain;charset=UTF-8"], ["x-one", "1"]], redirect: "manual", body: Buffer.from("ö").toString("base64") },
      { url: "https://example.org/", method: "PUT", headers: [], redirect: "follow", body: "AP8=" },
      { url: "https://example.org/", method: "POST", headers: [["content-type", "application/x-www-form-urlencoded;charset=UTF-8"]], redirect: "follow", body: Buffer.from("a=b+c").toString("base64") },
    ]);
  });

  test("answers as people know it", async () => {
    const body = "const r = await fetch('https://example.org'); return [r.status, r.statusText, r.ok, r.url, r.redirected, r.headers.get('CONTENT-TYPE'), r.headers.getSetCookie(), await r.clone().text(), await r.json(), r.bodyUsed, await r.text().catch((e) => e.name), r instanceof Response];";
    expect(await inGuest(body, door)).toEqual([201, "Created", true, "https://example.org/end", true, "application/json", ["a=1", "b=2"], '{"ä":1}', { "ä": 1 }, true, "TypeError", true]);
  });

  test("is given up by a signal, here and at the host", async () => {
    const signals: AbortSignal[] = [];
    const never: Door = { fetch: (_, signal) => new Promise(() => signals.push(signal)) };
    expect(await inGuest("return fetch('https://example.org', { signal: AbortSignal.timeout(1) }).catch((error) => error.name);", never)).toBe("TimeoutError");
    expect(await inGuest("const c = new AbortController(); setTimeout(() => c.abort(), 1); return fetch('https://example.org', { signal: AbortSignal.any([c.signal]) }).catch((error) => error.name);", never)).toBe("AbortError");
    expect(await inGuest("return fetch('https://example.org', { signal: AbortSignal.abort('own') }).catch((error) => error);", never)).toBe("own");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test("carries five megabytes, again and again", async () => {
    const large: Door = { fetch: () => Promise.resolve(JSON.stringify({ ...answer, body: Buffer.alloc(5 * 1024 * 1024, "x").toString("base64") })) };
    expect(await inGuest("let text; for (let i = 0; i < 8; i++) text = await (await fetch('https://example.org')).text(); return text.length;", large)).toBe(5 * 1024 * 1024);
  });

  test("refuses what cannot be sent", async () => {
    expect(await inGuest("await fetch('https://example.org', { body: 'x' });", door)).toBe("TypeError: a GET request has no body");
    expect(await inGuest("await fetch('/relative');", door)).toBe("TypeError: Invalid URL: /relative");
  });
});

test("URL and URLSearchParams are the platform's", async () => {
  const body = `const u = new URL('../x?b=2&a=1#h', 'https://user:p%20w@exämple.org:8443/one/two'); u.searchParams.append('c', 'ü&'); u.searchParams.sort(); u.port = '443'; u.pathname = '/a b';
    return [u.href, u.origin, u.username, u.searchParams.get('c'), [...u.searchParams.keys()], URL.canParse('x'), String(new URLSearchParams([['a', '1'], ['a', '2']])), new URLSearchParams('?a=%C3%A4+b').get('a'), JSON.stringify({ u })];`;
  const url = new URL("../x?b=2&a=1#h", "https://user:p%20w@exämple.org:8443/one/two");
  url.searchParams.append("c", "ü&");
  url.searchParams.sort();
  url.port = "443";
  url.pathname = "/a b";
  expect(await inGuest(body)).toEqual([url.href, url.origin, "user", "ü&", ["a", "b", "c"], false, "a=1&a=2", "ä b", JSON.stringify({ u: url })]);
  expect(await inGuest("const u = new URL('https://a.org/?x=1'); const p = u.searchParams; u.search = '?y=2'; return [p.get('x'), p.get('y')];")).toEqual([null, "2"]);
});

test("text, bytes and base64", async () => {
  expect(await inGuest("return [...new TextEncoder().encode('aä€😀\\ud800')];")).toEqual([...new TextEncoder().encode("aä€😀\ud800")]);
  expect(await inGuest("const b = new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0, 0xff]); return [new TextDecoder().decode(b), new TextDecoder('utf-8', { ignoreBOM: true }).decode(b), new TextDecoder('latin1').decode(b.subarray(3))];")).toEqual(["a\0\ufffd", "\ufeffa\0\ufffd", "a\0ÿ"]);
  expect(await inGuest("return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]));")).toBe("TypeError: TextDecoder: these bytes are not utf-8");
  expect(await inGuest("return [btoa('a\\u00ff\\0'), atob(' YQ == ')];")).toEqual([btoa("a\u00ff\0"), "a"]);
  expect(await inGuest("return btoa('€');")).toContain("InvalidCharacterError");
});

test("crypto", async () => {
  const hmac = createHmac("sha256", "kéy").update("dätä");
  expect(await inGuest("return [crypto.hmac('SHA-256', 'kéy', 'dätä'), crypto.sha256(new Uint8Array([1, 2]), 'base64url'), [...crypto.hmac('sha1', 'k', 'd', 'bytes')].length];")).toEqual([hmac.digest("hex"), createHash("sha256").update(Uint8Array.of(1, 2)).digest("base64url"), 20]);
  expect(await inGuest("return [crypto.timingSafeEqual('a', 'a'), crypto.timingSafeEqual('a', 'b'), crypto.timingSafeEqual('a', 'aa'), crypto.timingSafeEqual('a', new Uint8Array([97]))];")).toEqual([true, false, false, true]);
  expect(await inGuest("return [/^[0-9a-f-]{36}$/.test(crypto.randomUUID()), new Set(crypto.getRandomValues(new Uint8Array(64))).size > 8, crypto.getRandomValues(new Uint32Array(2)).length];")).toEqual([true, true, 2]);
});

describe("xml", () => {
  test("parses elements, attributes, text and repetition, and turns nothing into numbers", async () => {
    const text = `<?xml version="1.0"?><!-- c --><order id="7" n='a &amp; "b"'><no>007</no><line>1</line><line unit="kg"> 2 </line><note><![CDATA[<x>]]> &#228;&#xE4;</note><empty/><mixed>a<b/>c</mixed></order>`;
    expect(await inGuest(`return xml.parse(${JSON.stringify(text)}, { arrays: ['no'] });`)).toEqual({
      order: { "@id": "7", "@n": 'a & "b"', no: ["007"], line: ["1", { "@unit": "kg", "#text": " 2 " }], note: "<x> ää", empty: "", mixed: { b: "", "#text": "ac" } },
    });
  });

  test("gives back what it built", async () => {
    const value = { list: { "@a": '<"&\'>\t', item: ["1", "", { "#text": "x\r\ny & z", "@k": "v" }], "ns:name": "ä😀" } };
    expect(await inGuest(`return xml.parse(xml.build(${JSON.stringify(value)}));`)).toEqual(value);
    expect(await inGuest(String.raw`return xml.parse('<a>1\r\n2\r3</a>').a;`)).toBe("1\n2\n3");
    expect(await inGuest("return xml.build({ a: { b: [1, true, null], c: undefined } }, { declaration: false });")).toBe("<a><b>1</b><b>true</b><b/></a>");
  });

  test.each([
    ["<a><b></a>", "</a> closes <b>"],
    ["<a", "not well-formed"],
    ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DOCTYPE"],
    ["<a>&b;</a>", "&b; is not an entity"],
    ["<a/><b/>", "second root"],
    ["<a/>text", "outside the root"],
    ["", "no root"],
    ["<a b='1' b='2'/>", "twice"],
    ["<a>", "not closed"],
  ])("refuses %s", async (text, why) => {
    expect(await inGuest(`return xml.parse(${JSON.stringify(text)});`)).toMatch(new RegExp(`^SyntaxError: XML, line 1: .*${why}`));
  });
});

describe("csv", () => {
  test("parses quotes, line ends and delimiters, and keeps text as it is", async () => {
    expect(await inGuest(String.raw`return csv.parse('\ufeffid,name\r\n007,"a ""b"", c"\n8,"two\nlines"\r\n');`)).toEqual([{ id: "007", name: 'a "b", c' }, { id: "8", name: "two\nlines" }]);
    expect(await inGuest(String.raw`return [csv.parse('a;b\n;\n', { columns: false, delimiter: ';' }), csv.parse('1,2', { columns: ['x', 'y', 'z'] }), csv.parse('a\tb', { columns: false, delimiter: '\t' }), csv.parse('')];`)).toEqual([[["a", "b"], ["", ""]], [{ x: "1", y: "2", z: "" }], [["a", "b"]], []]);
    expect(await inGuest(String.raw`return csv.parse('a,b\n"x"y,1');`)).toMatch(/^SyntaxError: CSV: line/);
  });

  test("gives back what it built", async () => {
    const rows = [{ id: "1", text: 'a,"b"\r\nc ' }, { id: "", text: "" }];
    expect(await inGuest(`return csv.parse(csv.build(${JSON.stringify(rows)}));`)).toEqual(rows);
    expect(await inGuest("return csv.build([[1, null, { a: 1 }]], { delimiter: ';' }) + csv.build([{ a: 1, b: 2 }], { columns: ['b'] });")).toBe('1;;"{""a"":1}"\r\nb\r\n2\r\n');
  });
});

test("structuredClone keeps kinds and cycles, and copies", async () => {
  const body = "const a = { d: new Date(0), m: new Map([[1, new Set([2])]]), b: new Uint8Array([1, 2]), e: new TypeError('t'), n: null }; a.self = a; const c = structuredClone(a); c.b[0] = 9; return [c.self === c, c.d.toISOString(), c.m.get(1).has(2), a.b[0], c.e instanceof TypeError, c.e.message, c !== a];";
  expect(await inGuest(body)).toEqual([true, "1970-01-01T00:00:00.000Z", true, 1, true, "t", true]);
  expect(await inGuest("structuredClone({ f() {} });")).toContain("DataCloneError");
});

test("timers fire with their arguments, repeat, and can be taken back", async () => {
  const body = `const told = []; clearTimeout(setTimeout(() => told.push('never'), 1));
    told.push(await new Promise((done) => setTimeout(done, 1, 'once')));
    await new Promise((done) => { let count = 0; const repeating = setInterval(() => { told.push(++count); if (count === 3) { clearInterval(repeating); setTimeout(done, 5); } }, 1); });
    return told;`;
  expect(await inGuest(body)).toEqual(["once", 1, 2, 3]);
});

test("no two runs have the same random numbers, and time begins with the run", async () => {
  const body = "const r = [Math.random(), Math.random(), Math.random()]; return { r, isFair: r.every((x) => x >= 0 && x < 1), now: performance.now() };";
  const runs = [await inGuest(body), await inGuest(body)];
  expect(runs).toEqual([1, 2].map(() => ({ r: expect.any(Array), isFair: true, now: expect.toSatisfy((now: number) => now >= 0 && now < 60_000) })));
  expect(new Set(runs.map((run) => JSON.stringify(run))).size).toBe(2);
});

test("state and secrets ask the door", async () => {
  const asked: unknown[] = [];
  const remember = (argument: string) => {
    asked.push(JSON.parse(argument));
    return Promise.resolve(argument.includes("none") ? "" : argument.includes('"get"') ? '{"n":1}' : "");
  };
  expect(await inGuest("await state.set('a', { n: 1 }); await state.delete('b'); await secrets.set('s', 'v'); return [await state.get('a'), typeof (await state.get('none'))];", { state: remember, secrets: remember })).toEqual([{ n: 1 }, "undefined"]);
  expect(asked).toEqual([{ op: "set", key: "a", value: { n: 1 } }, { op: "delete", key: "b" }, { op: "set", name: "s", value: "v" }, { op: "get", key: "a" }, { op: "get", key: "none" }]);
});

test("the log shows values as a person wants to read them", async () => {
  const code = "export default () => { const a = { n: 1, list: [1, 'x', , null], big: 1n, f() {}, get g() { return 1; } }; a.self = a; console.log('text', a, [], {}, new (class Visitor { id = 7 })(), new URL('https://a.org'), new Headers({ a: '1' }), Object.create(null)); console.error(Object.assign(new RangeError('far'), { status: 404 })); console.count(); console.assert(false, 'no'); }";
  const { log } = await sandbox.run({ code, event: "{}", door: {} });
  expect(log.map(({ level, text }) => `${level} ${text}`)).toEqual([
    'log text { n: 1, list: [1, "x", <empty>, null], big: 1n, f: [Function: f], g: [Getter], self: [Circular] } [] {} Visitor { id: 7 } URL https://a.org/ Headers { a: "1" } [no prototype] {}',
    expect.stringMatching(/^error RangeError: far\n {4}at default \(function\.js:1:\d+\) \{ status: 404 \}$/),
    "log default: 1",
    "error Assertion failed no",
  ]);
});
