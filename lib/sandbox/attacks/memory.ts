import { attack, type Attack } from "./attack";

const fill = "const large = 'x'.repeat(6e6), wide = '\\u20ac'.repeat(2e6), bytes = new Uint8Array(6e6), all = []; const fill = () => { try { for (;;) all.push(new Uint8Array(1e5).fill(1)); } catch {} };";

/** Memory, in all shapes. */
export const memory: readonly Attack[] = [
  attack("lists of lists", "const all = []; for (;;) all.push(new Array(1000).fill(0));", "outOfMemory", "timedOut"),
  attack("one text that doubles", "let text = 'x'; for (;;) text += text;", "threw", "outOfMemory"),
  attack("texts that are kept", "const all = []; for (let i = 0; ; i++) all.push('x'.repeat(1e5) + i);", "outOfMemory", "timedOut"),
  attack("one huge buffer", "return new ArrayBuffer(2 ** 31).byteLength;", "threw", "outOfMemory"),
  attack("one impossible buffer", "return new ArrayBuffer(2 ** 53 - 1).byteLength;", "threw", "outOfMemory"),
  attack("buffers that are kept", "const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1));", "outOfMemory", "timedOut"),
  attack("buffers caught and asked for again", "const all = []; for (;;) { try { all.push(new Uint8Array(1e5).fill(1)); } catch {} }", "timedOut", "outOfMemory"),
  attack("a buffer that grows", "const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 30 }); for (let size = 8; ; size *= 2) buffer.resize(size);", "threw", "outOfMemory", "timedOut"),
  attack("a long repetition", "return 'x'.repeat(2 ** 30 - 1).length;", "threw", "outOfMemory"),
  attack("a long padding", "return 'x'.padStart(2 ** 30 - 1, 'abc').length;", "threw", "outOfMemory"),
  attack("members without end", "const all = {}; for (let i = 0; ; i++) all['k' + i] = i;", "outOfMemory", "timedOut"),
  attack("a map without end", "const all = new Map(); for (let i = 0; ; i++) all.set({}, i);", "outOfMemory", "timedOut"),
  attack("weak keys that live", "const keys = [], all = new WeakMap(); for (;;) { const key = {}; keys.push(key); all.set(key, new Array(10)); }", "outOfMemory", "timedOut"),
  attack("closures without end", "let last = () => 0; for (;;) { const before = last, ballast = new Array(50).fill(0); last = () => [before, ballast]; }", "outOfMemory", "timedOut"),
  attack("symbols without end", "const all = []; for (let i = 0; ; i++) all.push(Symbol.for('s' + i));", "outOfMemory", "timedOut"),
  attack("functions made from text", "const all = []; for (let i = 0; ; i++) all.push(new Function('return ' + i));", "outOfMemory", "timedOut"),
  attack("classes without end", "const all = []; for (;;) all.push(class { static a = new Array(100).fill(0) });", "outOfMemory", "timedOut"),
  attack("cycles that nobody holds", "for (;;) { const a = { fill: new Array(100).fill(0) }; const b = { a }; a.b = b; }", "timedOut", "outOfMemory"),
  attack("a chain of texts, made one at the end", "let text = ''; for (let i = 0; i < 1e7; i++) text = i + text + i; return text.length;", "timedOut", "outOfMemory", "threw"),
  attack("finalizers that make more", "const registry = new FinalizationRegistry(() => { for (let i = 0; i < 2; i++) registry.register({}, 0); }); registry.register({}, 0); for (;;) { registry.register({}, new Array(10)); await 1; }", "timedOut", "outOfMemory"),
  attack("weak references that are asked for", "const all = []; for (;;) { all.push(new WeakRef({})); await 1; all.forEach((one) => one.deref()); if (all.length > 1e4) all.length = 0; }", "timedOut", "outOfMemory"),
  attack("memory filled, then an answer", "const all = []; try { for (;;) all.push(new Uint8Array(1e4).fill(1)); } catch {} return (await ask('echo', 'x'.repeat(1e5))).length;", "outOfMemory", "threw", "returned", "timedOut"),
  attack("memory filled, then a log and an error", "const all = []; try { for (;;) all.push([]); } catch {} console.log(all.slice(0, 9)); throw new Error('full');", "outOfMemory", "threw", "timedOut"),
  ...Object.entries({
    "large answers": "await ask('large', 6e6)",
    "large texts handed out": "await ask('echo', large)",
    "large lines of the log": "console.log(wide)",
    "large texts as bytes": "new TextEncoder().encode(wide)",
    "large bytes as texts": "new TextDecoder().decode(bytes)",
    "large hashes": "crypto.sha256(bytes)",
  }).map(([name, cross]) => attack(`memory filled, then ${name}, and filled again`, `${fill} fill(); for (let i = 0; i < 10; i++) { try { ${cross}; } catch {} fill(); } return all.length;`, "returned", "outOfMemory", "timedOut")),
  attack("answers that are kept", "const all = []; for (let i = 0; i < 40; i++) try { all.push(await ask('large', 6.9e6)); } catch {} return all.length;", "returned", "outOfMemory", "timedOut"),
  attack("an answer for which there is no room", `${fill} const asked = ask('large', 6e6); fill(); return (await asked).length;`, "outOfMemory", "timedOut"),
  attack("memory filled, then bytes of the host", "const all = []; try { for (;;) all.push(new Uint8Array(1e4).fill(1)); } catch {} for (;;) all.push(new TextEncoder().encode('x'.repeat(1e5)));", "outOfMemory", "threw", "timedOut", "died"),
];
