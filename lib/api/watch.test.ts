import { expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { Feed } from "./feed";

/** A feed of its own, as another process has one, and what a watcher of the organisation is told. */
function watching(organisationId: string, listenUrl = runtime().settings.listenUrl) {
  const feed = new Feed(runtime().database, listenUrl);
  const heard: (readonly string[])[] = [];
  let told = () => {};
  let released = false;
  const stop = feed.watch(organisationId, { changed: (topics) => (heard.push(topics), told()), released: () => (released = true) });
  /** Resolves once the watcher was told something that holds. */
  const until = (holds: (topics: readonly string[]) => boolean) =>
    new Promise<void>((resolve) => {
      told = () => heard.some(holds) && resolve();
      told();
    });
  return { feed, heard, until, stop, isReleased: () => released };
}

test("a watcher is told what changed in its organisation, and nothing of another's", async () => {
  const [organisation, other] = await Promise.all([makeOrganisation(), makeOrganisation()]);
  const [event, otherEvent] = await Promise.all([makeEvent(organisation), makeEvent(other)]);
  const { feed, heard, until } = watching(organisation.id);
  await until((topics) => topics.includes("*")); // it listens from now on
  await createVisitor(makeContext(other), { expoId: otherEvent.id, contact: { email: "a@b.example" } });
  await createVisitor(makeContext(organisation), { expoId: event.id, contact: { email: "a@b.example" } });
  await until((topics) => topics.includes(`visitors:${event.id}`));
  expect(heard.flat().filter((topic) => topic.endsWith(`:${otherEvent.id}`))).toEqual([]);
  await feed.stop();
});

test("what was committed while nobody could announce it is found by the sweep", async () => {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const { feed, heard } = watching(organisation.id, "postgresql://visit:visit@127.0.0.1:1/nowhere");
  const change = async () => {
    await createVisitor(makeContext(organisation), { expoId: event.id, contact: { email: "a@b.example" } });
    return heard.length;
  };
  await expect.poll(change, { timeout: 10_000, interval: 300 }).toBeGreaterThan(0); // again and again: the first sweep only learns where things stand
  expect(heard[0]).toEqual(["*"]);
  await feed.stop();
});

test("a stopping server lets its watchers go, and takes no more", async () => {
  const { id } = await makeOrganisation();
  const first = watching(id);
  first.feed.release();
  expect(first.isReleased()).toBe(true);
  let isReleased = false;
  first.feed.watch(id, { changed: () => undefined, released: () => (isReleased = true) });
  expect(isReleased).toBe(true);
  await first.feed.stop();
});
