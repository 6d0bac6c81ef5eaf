import { expect, test } from "vitest";
import { localPath } from "./local-path";

test.each(["/home", "/home?tab=1", "/events/2kq7v0c4m1x8r?state=invited&sort=name"])("%s is ours", (path) => expect(localPath(path)).toBe(path));

test.each(["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "javascript:alert(1)", "", "home", undefined, ["/a", "/b"]])("%j leads home", (next) => {
  expect(localPath(next)).toBe("/home");
});
