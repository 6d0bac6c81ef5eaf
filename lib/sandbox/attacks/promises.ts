import { attack, harmless, program, type Attack } from "./attack";

/** Promises that flood, and promises that never come. */
export const promises: readonly Attack[] = [
  attack("a flood of jobs", "(function again() { Promise.resolve().then(again); })(); await new Promise(() => {});", "timedOut"),
  attack("a flood that doubles", "(function again() { Promise.resolve().then(again); Promise.resolve().then(again); })(); await new Promise(() => {});", "timedOut", "outOfMemory"),
  attack("an await without end", "for (;;) await null;", "timedOut"),
  attack("microtasks without end", "(function again() { queueMicrotask(again); })(); await new Promise(() => {});", "timedOut"),
  attack("a flood behind the back of the result", "(function again() { Promise.resolve().then(again); })(); return 1;", "returned", "timedOut"),
  attack("a promise that never settles", "await new Promise(() => {});", "threw"),
  attack("a thenable that never calls back", "await { then() {} };", "threw"),
  attack("a result that never settles", "return new Promise(() => {});", "threw"),
  attack("a race of nobody", "await Promise.race([]);", "threw"),
  program("a module that never finishes", "await new Promise(() => {});\nexport default () => 1;", "threw"),
  program("a module that fails late", "await 1;\nthrow new Error('late');\nexport default () => 1;", "threw"),
  program("a module that pretends to be a promise", "export function then() { for (;;); }\nexport default () => 1;", "timedOut", "returned"),
  program("a module that pretends to be a promise, and never settles", "export function then() {}\nexport default () => 1;", "threw", "returned"),
  attack("a thenable that answers many times", "let count = 0; await { then(done) { for (let i = 0; i < 1e6; i++) done(i); } }; return 1;", "returned", "timedOut"),
  attack("all of very many", "return (await Promise.all(Array.from({ length: 3e5 }, async () => 1))).length;", "returned", "timedOut", "outOfMemory"),
  attack("calls without end", "for (;;) ask('echo', 1).catch(() => {});", "timedOut", "outOfMemory"),
  attack("calls without end, awaited", "for (;;) await ask('echo', 1).catch(() => {});", "timedOut"),
  attack("uncounted calls without end", "for (;;) await ask('state', { op: 'get' }).catch(() => {});", "timedOut"),
  harmless("another Promise", "globalThis.Promise = class { then() { for (;;); } }; return 1;", 1),
  attack("another then", "Promise.prototype.then = () => { for (;;); }; return ask('echo', 1);", "timedOut", "threw", "returned"),
  attack("another constructor of promises", "Object.defineProperty(Promise.prototype, 'constructor', { get() { for (;;); } }); await Promise.resolve(1); return 1;", "timedOut"),
  attack("a rejection nobody sees", "Promise.reject(new Error('unseen')); return 1;", "returned"),
  attack("rejections without end", "for (;;) Promise.reject(1);", "timedOut", "outOfMemory"),
  attack("an interruption caught by another promise", "const spin = async () => { for (;;); }; (async () => { for (;;) await spin().catch(() => {}); })(); await new Promise(() => {});", "timedOut"),
];
