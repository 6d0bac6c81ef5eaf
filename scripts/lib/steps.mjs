// What the console says while Visit starts: one line per step, with its duration.

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {(result: T) => string | undefined} [outcome] one word or two; undefined: there was nothing to do
 * @returns {Promise<T>}
 */
export async function step(name, work, outcome = (result) => (result ? "done" : undefined)) {
  const start = performance.now();
  const result = await work();
  const said = outcome(result);
  console.log(`  ${name.padEnd(14)}${said === undefined ? "up to date" : `${said} in ${((performance.now() - start) / 1000).toFixed(1)} s`}`);
  return result;
}
