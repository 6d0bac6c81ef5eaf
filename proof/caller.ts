import { fork, type ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import { join } from "node:path";

/** A client in a process of its own: what it is busy with otherwise, and what others are, is not in the times it takes. */
export class Caller {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { resolve: (answer: { status: number; ms: number }) => void; reject: (error: Error) => void }>();
  private count = 0;

  /** @param options.niceness  as in nice(1): of one who stands for another machine, and is not to take processor time from this one's */
  constructor({ niceness = 0 } = {}) {
    this.child = fork(join(import.meta.dirname, "caller-process.mjs"));
    if (niceness > 0 && this.child.pid) setPriority(this.child.pid, niceness);
    this.child.on("message", ({ id, ...answer }: { id: number; status: number; ms: number }) => {
      this.waiting.get(id)?.resolve(answer);
      this.waiting.delete(id);
    });
    // As it does when a connection is broken off, with words on stderr.
    this.child.once("exit", (code) => this.waiting.forEach(({ reject }) => reject(new Error(`the caller ended with ${code}`))));
  }

  /** @returns the status, and the milliseconds until the answer was there to its end */
  call(url: string): Promise<{ status: number; ms: number }> {
    const id = ++this.count;
    this.child.send({ id, url });
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  end(): void {
    this.child.kill();
  }
}
