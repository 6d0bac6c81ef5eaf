import { API_BASE } from "@/lib/api/mounts";
import type { Format } from "@/lib/api/negotiate";
import type { Plan } from "@/lib/api/plan";
import { VisitError } from "@/lib/core/errors";

/** What a URL asks for: the path below the base (and below `/json` or `/xml`, which fix the format), and the query with its `?`. */
export type Target = { path: string; search: string; fixed?: Format };
export type Match = { plan: Plan; params: Record<string, string> };

type Node = { literals: Map<string, Node>; parameter?: Node; plans: Map<string, { plan: Plan; names: readonly string[] }> };

export function targetOf(url: string): Target {
  const origin = url.indexOf("//");
  const start = url.indexOf("/", origin === -1 ? 0 : origin + 2);
  const withoutFragment = url.split("#", 1)[0] ?? url;
  const mark = withoutFragment.indexOf("?", start);
  const whole = withoutFragment.slice(start, mark === -1 ? undefined : mark);
  const search = mark === -1 ? "" : withoutFragment.slice(mark);
  const path = whole.startsWith(`${API_BASE}/`) ? whole.slice(API_BASE.length) : "/";
  if (path.startsWith("/json/")) return { path: path.slice(5), search, fixed: "json" };
  if (path.startsWith("/xml/")) return { path: path.slice(4), search, fixed: "xml" };
  return { path, search };
}

/**
 * Compiles the list of operations into a function that finds the one a request means. HEAD is GET; one slash at the end does not count.
 * @throws not_found for an unknown path; method_not_allowed, with what is allowed, for a method the path does not have
 */
export function router(plans: readonly Plan[]): (method: string, path: string) => Match {
  const root = newNode();
  for (const plan of plans) insert(root, plan);
  return (method, path) => {
    const segments = path.split("/");
    if (segments.length > 2 && segments.at(-1) === "") segments.pop();
    const values: string[] = [];
    const node = walk(root, segments, values);
    if (!node) throw new VisitError("not_found", "There is nothing at this path.");
    const found = node.plans.get(method === "HEAD" ? "GET" : method);
    if (!found) throw new VisitError("method_not_allowed", `This path does not take ${/^[A-Z]{1,20}$/.test(method) ? method : "this method"}.`, { allow: allowed(node) });
    const params: Record<string, string> = {};
    found.names.forEach((name, at) => (params[name] = values[at] ?? ""));
    return { plan: found.plan, params };
  };
}

function insert(root: Node, plan: Plan): void {
  let node = root;
  for (const segment of plan.operation.path.split("/").slice(1)) {
    if (segment.startsWith("{")) {
      node = node.parameter ??= newNode();
    } else {
      const next = node.literals.get(segment) ?? newNode();
      node.literals.set(segment, next);
      node = next;
    }
  }
  const { method, id } = plan.operation;
  if (node.plans.has(method)) throw new Error(`${id} has the method and path of another operation.`);
  node.plans.set(method, { plan, names: plan.pathNames });
}

/** A literal wins over a parameter. @returns undefined when nothing is there; `values` then means nothing */
function walk(root: Node, segments: readonly string[], values: string[]): Node | undefined {
  let node: Node | undefined = root;
  for (let at = 1; at < segments.length && node; at++) {
    const segment = segments[at] ?? "";
    const literal: Node | undefined = node.literals.get(segment);
    if (!literal && segment !== "") values.push(decoded(segment));
    node = literal ?? (segment === "" ? undefined : node.parameter);
  }
  return node && node.plans.size > 0 ? node : undefined;
}

function decoded(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // not encoded after all; no id looks like it
  }
}

function allowed({ plans }: Node): string[] {
  return [...plans.keys()].flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}

function newNode(): Node {
  return { literals: new Map(), plans: new Map() };
}
