// Makes the calls it is told to make; see caller.ts.
process.on("message", async (/** @type {{ id: number, url: string }} */ { id, url }) => {
  const begun = performance.now();
  const answer = await fetch(url, { method: "POST" });
  for await (const _ of answer.body ?? []);
  process.send?.({ id, status: answer.status, ms: performance.now() - begun });
});
process.on("disconnect", () => process.exit());
