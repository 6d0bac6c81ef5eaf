import { expect, test } from "vitest";
import { Permissions } from "@/lib/accounts/permissions";
import { hearable, isAbout } from "./live-topics";

test("an account hears only of what it may read", () => {
  const wanted = ["visitors:a", "partners:a", "expos:*", "apiKeys:*", ":", ""];
  expect(hearable(wanted, Permissions.parse({ visitors: "read", events: "none" }))).toEqual(["visitors:a"]);
  expect(hearable(wanted, Permissions.parse({ visitors: "write", partners: "read", events: "read" }))).toEqual(["visitors:a", "partners:a", "expos:*"]);
});

test.each([
  { announced: ["visitors:a"], topics: ["visitors:a"], about: true },
  { announced: ["visitors:b"], topics: ["visitors:a"], about: false },
  { announced: ["partners:a"], topics: ["visitors:a"], about: false },
  { announced: ["registrationTypes:*"], topics: ["registrationTypes:a"], about: true },
  { announced: ["visitors:b"], topics: ["visitors:*"], about: true },
  { announced: ["visitors:*"], topics: ["partners:a"], about: false },
  { announced: ["*"], topics: ["partners:a"], about: true },
  { announced: [], topics: ["partners:a"], about: false },
])("$announced is about $topics: $about", ({ announced, topics, about }) => {
  expect(isAbout(announced, topics)).toBe(about);
});
