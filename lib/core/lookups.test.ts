import { expect, test } from "vitest";
import { Lookups } from "./lookups";

/** Name servers that answer when they are told to. */
function slowNames() {
  const asked: { host: string; answer: () => void }[] = [];
  const lookUp = (host: string) => new Promise<string[]>((resolve) => asked.push({ host, answer: () => resolve([`address of ${host}`]) }));
  return { asked, lookUp, hosts: () => asked.map(({ host }) => host) };
}

test("an owner whose names are slow leaves threads to the others", async () => {
  const { asked, lookUp, hosts } = slowNames();
  const lookups = new Lookups(8, lookUp);
  const slow = Array.from({ length: 50 }, (_, number) => lookups.of("slow", `slow${number}`));
  const other = lookups.of("other", "other");
  expect(hosts()).toEqual(["slow0", "slow1", "other"]);
  asked[2]?.answer();
  expect(await other).toEqual(["address of other"]);
  for (let number = 0; asked.length < 51 || number < 51; number++) {
    asked[number]?.answer();
    await new Promise(setImmediate);
  }
  expect(await Promise.all(slow)).toHaveLength(50);
});

test("no more are looked up at once than there are threads for it, and each in its turn", async () => {
  const { asked, lookUp, hosts } = slowNames();
  const lookups = new Lookups(2, lookUp);
  const all = ["a", "b", "c"].map((owner) => lookups.of(owner, owner));
  expect(hosts()).toEqual(["a", "b"]);
  asked[1]?.answer();
  await all[1];
  await new Promise(setImmediate);
  expect(hosts()).toEqual(["a", "b", "c"]);
});

test("what nobody waits for any more is not looked up, and a name that is not known makes room", async () => {
  const { asked, lookUp, hosts } = slowNames();
  const lookups = new Lookups(1, (host) => (host === "unknown" ? Promise.reject(new Error("ENOTFOUND")) : lookUp(host)));
  const first = lookups.of("a", "first");
  const gone = lookups.of("b", "gone", AbortSignal.abort());
  const unknown = lookups.of("c", "unknown");
  const last = lookups.of("d", "last");
  asked[0]?.answer();
  await first;
  await expect(gone).rejects.toThrow();
  await expect(unknown).rejects.toThrow("ENOTFOUND");
  await new Promise(setImmediate);
  expect(hosts()).toEqual(["first", "last"]);
  asked[1]?.answer();
  expect(await last).toEqual(["address of last"]);
});
