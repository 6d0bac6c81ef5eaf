import { unavailable } from "@/lib/core/errors";
import { part } from "@/lib/core/runtime";

/**
 * How many bytes of bodies may be in memory at once. A signature covers the body, so it must be there before it is known who sends it; and
 * until a call is stored, it is there several times over. What counts is what has arrived, and small ones do not, so that neither slow
 * senders nor large bodies keep others out.
 */
class BodyRoom {
  #taken = 0;

  /** Room for one body, that grows with it. @throws unavailable, also from the beginning when what it declares would not fit */
  open({ headers }: Request): { grow: (bytes: number) => void; close: () => void } {
    let size = 0;
    let taken = 0;
    const take = (more: number) => {
      if (this.#taken + more > mostBytes) throw unavailable("Too many large requests are arriving. Try again shortly.");
      return more;
    };
    const declared = Math.min(Number(headers.get("content-length")), maxBodyBytes);
    if (declared > smallBytes) take(declared);
    return {
      grow: (bytes) => {
        size = Math.min(size + bytes, maxBodyBytes);
        if (size <= smallBytes) return;
        const more = take(size - taken);
        this.#taken += more;
        taken += more;
      },
      close: () => {
        this.#taken -= taken;
        taken = 0;
      },
    };
  }
}

export const bodyRoom = part("body room", () => new BodyRoom());

/** Source: issue, The endpoint. */
export const maxBodyBytes = 5 * 1024 * 1024;
const smallBytes = 64 * 1024;
const mostBytes = 64 * 1024 * 1024;
