import { expect, test } from "vitest";
import { z } from "zod";
import { router, targetOf } from "./match";
import { operation, type Method } from "./operation";
import { planOf } from "./plan";

const made = (id: string, method: Method, path: string) => planOf(operation<"item", z.ZodObject>({ id, kind: "item", method, path, access: "things:read", summary: "", input: z.object({}), output: z.object({}), run: () => Promise.reject(new Error("not run")) }));
const find = router([made("list", "GET", "/things/{expoId}"), made("create", "POST", "/things/{expoId}"), made("get", "GET", "/things/{expoId}/{thingId}"), made("special", "GET", "/things/{expoId}/special"), made("all", "GET", "/expos")]);
const idOf = (method: string, path: string) => find(method, path).plan.operation.id;

test("the operation and its parameters are found", () => {
  expect(find("GET", "/things/a/b")).toMatchObject({ plan: { operation: { id: "get" } }, params: { expoId: "a", thingId: "b" } });
  expect(idOf("POST", "/things/a")).toBe("create");
  expect(idOf("GET", "/expos")).toBe("all");
});

test("a literal wins, HEAD is GET, one slash at the end does not count, and parameters are decoded", () => {
  expect(idOf("GET", "/things/a/special")).toBe("special");
  expect(idOf("HEAD", "/expos/")).toBe("all");
  expect(find("GET", "/things/a%20b/c%zz").params).toEqual({ expoId: "a b", thingId: "c%zz" });
});

test.each(["/", "/things", "/things/", "/things//b", "/things/a/b/c", "/things/a/b//", "/Things/a", "/expos/a/b", "//", "/__proto__"])("nothing is at %s", (path) => {
  expect(() => find("GET", path)).toThrow(expect.objectContaining({ code: "not_found" }));
});

test("a method the path does not have is told what it has", () => {
  expect(() => find("DELETE", "/things/a")).toThrow(expect.objectContaining({ code: "method_not_allowed", more: { allow: ["GET", "HEAD", "POST"] } }));
  expect(() => find("OPTIONS", "/expos")).toThrow(expect.objectContaining({ code: "method_not_allowed" }));
});

test.each([
  ["http://h/create/v2/expos?a=/create#f", { path: "/expos", search: "?a=/create" }],
  ["http://h/create/v2/json/expos", { path: "/expos", search: "", fixed: "json" }],
  ["http://h/create/v2/xml/expos/", { path: "/expos/", search: "", fixed: "xml" }],
  ["http://h/create/v2", { path: "/", search: "" }],
  ["http://h/create/v2/xml", { path: "/xml", search: "" }],
  ["http://h/create/v2x/expos", { path: "/", search: "" }],
])("%s means %o", (url, target) => {
  expect(targetOf(url)).toEqual(target);
});

test("two operations with one method and path are a mistake, noticed at start", () => {
  expect(() => router([made("one", "GET", "/a/{x}"), made("two", "GET", "/a/{y}")])).toThrow("two has the method and path");
});
