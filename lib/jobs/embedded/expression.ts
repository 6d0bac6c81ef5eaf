/** What an expression may speak of: `event`, the one that started the run, and `async`, the one that comes in. */
export type Scope = Readonly<Record<string, unknown>>;
export type Expression = (scope: Scope) => unknown;

/**
 * The part of Google's CEL that our jobs use: paths (`event.data.runId`), text, numbers, true, false, null, comparisons,
 * `!`, `&&`, `||` and brackets. What is missing along a path is null.
 * @throws Error that says what was not understood: at start, not when an event happens to come by
 */
export function compile(text: string): Expression {
  const tokens = [...text.matchAll(tokenPattern)].map(([token]) => token.trim());
  if (tokens.join("").replace(/\s/g, "") !== text.replace(/\s/g, "")) throw new Error(`The embedded engine does not understand the expression ${text}`);
  let at = 0;
  const take = (...wanted: string[]) => (wanted.includes(tokens[at] ?? "") ? tokens[at++] : undefined);

  const any = (): Expression => {
    let left = all();
    while (take("||")) left = either(left, all());
    return left;
  };
  const all = (): Expression => {
    let left = comparison();
    while (take("&&")) left = both(left, comparison());
    return left;
  };
  const comparison = (): Expression => {
    const left = value();
    const compare = comparisons[take(...Object.keys(comparisons)) ?? ""];
    if (!compare) return left;
    const right = value();
    return (scope) => compare(left(scope), right(scope));
  };
  const value = (): Expression => {
    if (take("!")) {
      const negated = value();
      return (scope) => !negated(scope);
    }
    if (take("(")) {
      const inner = any();
      if (!take(")")) throw new Error(`A bracket is not closed in the expression ${text}`);
      return inner;
    }
    const token = tokens[at++] ?? "";
    if (/^['"]/.test(token)) return constant(token.slice(1, -1).replace(/\\(.)/g, "$1"));
    if (/^-?\d/.test(token)) return constant(Number(token));
    if (token in words) return constant(words[token]);
    if (/^(?:event|async)\b/.test(token)) return path(token.split("."));
    throw new Error(`The embedded engine does not understand ${token || "the end"} in the expression ${text}`);
  };

  const expression = any();
  if (at < tokens.length) throw new Error(`The embedded engine does not understand ${tokens[at]} in the expression ${text}`);
  return expression;
}

const tokenPattern = /\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.\w+)*|[=!<>]=|&&|\|\||[<>!()])/g;
const words: Record<string, unknown> = { true: true, false: false, null: null };

const comparisons: Record<string, (left: unknown, right: unknown) => boolean> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => order(left, right) < 0,
  "<=": (left, right) => order(left, right) <= 0,
  ">": (left, right) => order(left, right) > 0,
  ">=": (left, right) => order(left, right) >= 0,
};

/** Below, at or above 0; what cannot be ordered is NaN, of which nothing holds. */
function order(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : Number(left > right);
  return NaN;
}

const constant = (value: unknown) => () => value;
const both = (left: Expression, right: Expression) => (scope: Scope) => Boolean(left(scope) && right(scope));
const either = (left: Expression, right: Expression) => (scope: Scope) => Boolean(left(scope) || right(scope));

function path(names: string[]): Expression {
  return (scope) => names.reduce<unknown>((at, name) => (typeof at === "object" && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : null), scope) ?? null;
}
