import { createServer } from "node:net";

/**
 * Said before any work is done: the port is the one thing another program may hold.
 * @param {{ port: number, host: string }} settings
 * @returns {Promise<void>}
 */
export function refuseTakenPort({ port, host }) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const reason = error.code === "EADDRINUSE" ? "is taken by another program" : error.code === "EACCES" ? "needs privileges this user lacks" : `cannot be opened (${error.code})`;
      fail(new Error(`port ${port} on ${host} ${reason}: set PORT to another`));
    });
    probe.listen(port, host, () => probe.close(() => done()));
  });
}
