import { attack, type Attack } from "./attack";

const deep = "let deep = []; for (let i = 0; i < 2e4; i++) deep = [deep];";

/** The stack, the engine's and the one it runs on itself. */
export const recursion: readonly Attack[] = [
  attack("a function that calls itself", "const again = () => again() + 1; return again();", "threw"),
  attack("two that call each other", "const a = () => b() + 1, b = () => a() + 1; return a();", "threw"),
  attack("caught at the bottom, and down again", "let count = 0; const again = () => { try { again(); } finally { count++; again(); } }; again();", "threw", "timedOut"),
  attack("a getter of itself", "const a = { get x() { return this.x; } }; return a.x;", "threw"),
  attack("a trap of itself", "const a = new Proxy({}, { get: (_, name) => a[name] }); return a.x;", "threw"),
  attack("a text of itself", "const a = { toString() { return '' + this; } }; return '' + a;", "threw"),
  attack("a constructor of itself", "class A { b = new A(); } return new A();", "threw"),
  attack("a deep list as text", `${deep} return String(deep);`, "threw", "returned"),
  attack("a deep list as JSON", `${deep} return JSON.stringify(deep).length;`, "threw", "returned"),
  attack("a deep list as the result", `${deep} return deep;`, "threw"),
  attack("a deep list in the log", `${deep} console.log(deep); return 1;`, "returned"),
  attack("a deep list cloned", `${deep} return structuredClone(deep);`, "threw"),
  attack("a deep list made flat", `${deep} return deep.flat(Infinity).length;`, "threw", "returned"),
  attack("deep JSON", "return JSON.parse('['.repeat(1e6)).length;", "threw"),
  attack("deep JSON of objects", "return JSON.parse('{\"a\":'.repeat(2e5) + '1' + '}'.repeat(2e5));", "threw"),
  attack("deep source", "return eval('('.repeat(1e5) + '1' + ')'.repeat(1e5));", "threw"),
  attack("deep source of lists", "return eval('['.repeat(1e5) + ']'.repeat(1e5));", "threw"),
  attack("deep source of functions", "return eval('()=>'.repeat(1e5) + '1');", "threw"),
  attack("deep source of negations", "return eval('!'.repeat(1e6) + '1');", "threw", "returned"),
  attack("deep source of blocks", "return eval('{'.repeat(1e5) + '}'.repeat(1e5));", "threw"),
  attack("a proxy of a proxy", "let a = {}; for (let i = 0; i < 1e5; i++) a = new Proxy(a, {}); return a.x ?? 'none';", "threw", "returned"),
  attack("bound and bound again", "let a = () => 1; for (let i = 0; i < 1e5; i++) a = a.bind(null); return a();", "threw", "returned", "outOfMemory"),
  attack("a long line of prototypes", "let a = {}; for (let i = 0; i < 1e5; i++) a = Object.create(a); return a.x ?? 'none';", "returned", "threw"),
  attack("a deep chain of promises", "let a = Promise.resolve(1); for (let i = 0; i < 1e5; i++) { const before = a; a = (async () => before)(); } return a;", "returned", "timedOut", "outOfMemory"),
  attack("a thenable that returns itself", "const a = { then(done) { done(a); } }; return a;", "timedOut"),
  attack("toJSON of itself", "const a = { toJSON() { return JSON.stringify(this); } }; return a;", "threw"),
  attack("a comparison that sorts", "const sort = () => [2, 1].sort(sort); sort();", "threw"),
  attack("a replacement that replaces", "const again = () => 'a'.replace('a', again); again();", "threw"),
  attack("a reviver that revives", "const again = () => JSON.parse('[1]', again); again();", "threw"),
  attack("deep XML", "return xml.parse('<a>'.repeat(1e4));", "threw"),
  attack("a cycle as XML", "const a = {}; a.a = a; return xml.build({ a });", "threw"),
  attack("a free of a deep structure", `{ ${deep} deep = null; } await 1; return 'freed';`, "returned", "threw", "died"),
];
