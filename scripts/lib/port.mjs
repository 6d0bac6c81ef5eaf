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

/** @returns {Promise<number>} a port of the loopback that is free at this moment */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no free port"))));
    });
  });
}
