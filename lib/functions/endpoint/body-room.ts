import { unavailable } from "@/lib/core/errors";
import { part } from "@/lib/core/runtime";

/**
 * How many bytes of bodies may be in memory before it is known who sends them: a signature covers the body, so it must be there first.
 * Small ones do not count, so that large ones cannot keep them out.
 */
class BodyRoom {
  #taken = 0;

  /** Room for a request's body: what it declares, or as much as there may be. @returns how to give it back. @throws unavailable */
  take({ body, headers }: Request): () => void {
    const length = body === null ? 0 : Number(headers.get("content-length") ?? maxBodyBytes);
    const bytes = Math.min(length, maxBodyBytes);
    if (bytes <= smallBytes) return () => undefined;
    if (this.#taken + bytes > mostBytes) throw unavailable("Too many large requests are arriving. Try again shortly.");
    this.#taken += bytes;
    return () => void (this.#taken -= bytes);
  }
}

export const bodyRoom = part("body room", () => new BodyRoom());

/** Source: issue, The endpoint. */
export const maxBodyBytes = 5 * 1024 * 1024;
const smallBytes = 64 * 1024;
const mostBytes = 256 * 1024 * 1024;
