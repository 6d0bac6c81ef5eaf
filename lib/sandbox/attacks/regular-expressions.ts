import { attack, type Attack } from "./attack";

/** Expressions whose search is exponential. */
export const regularExpressions: readonly Attack[] = [
  attack("nested plus", "return /(a+)+$/.test('a'.repeat(40) + '!');", "timedOut"),
  attack("alternatives that overlap", "return /^(a|aa)+$/.test('a'.repeat(60) + '!');", "timedOut"),
  attack("alternatives that are equal", "return /^(a|a)*$/.test('a'.repeat(60) + '!');", "timedOut"),
  attack("three stars", "return /^(\\w*)*(\\w*)*(\\w*)*$/.test('a'.repeat(60) + '!');", "timedOut"),
  attack("a reference back", "return /^(a*)*\\1$/.test('a'.repeat(60) + '!');", "timedOut"),
  attack("a look ahead", "return /^(?=(a+)+b)a*$/.test('a'.repeat(60));", "timedOut"),
  attack("a look behind", "return /(?<=^(a+)+)b/.test('a'.repeat(60) + 'c' + 'b'.repeat(3));", "timedOut", "returned"),
  attack("a lazy one", "return /^(a+?)+?$/.test('a'.repeat(60) + '!');", "timedOut"),
  attack("an expression for e-mail", "return /^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$/.test('a'.repeat(60) + '!');", "timedOut"),
  attack("in Unicode mode", "return /^(\\p{L}+)+$/u.test('ä'.repeat(60) + '!');", "timedOut"),
  attack("caught and tried again", "for (;;) try { /(a+)+$/.test('a'.repeat(40) + '!'); } catch {}", "timedOut"),
  attack("in a replacement", "return 'a'.repeat(60).replaceAll(/(a+)+!/g, '');", "timedOut"),
  attack("in a split", "return ('a'.repeat(60) + '!').split(/(a+)+$/);", "timedOut"),
  attack("many groups", "return new RegExp('(a?)'.repeat(200) + 'a{200}').test('a'.repeat(200) + '!'.repeat(10));", "timedOut", "returned", "threw"),
  attack("a huge repetition", "return new RegExp('(' + 'a{1000}'.repeat(1000) + '){1000}').test('a');", "timedOut", "returned", "threw", "outOfMemory"),
  attack("a deeply nested one", "return new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('');", "threw", "timedOut", "outOfMemory"),
];
