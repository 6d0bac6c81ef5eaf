import { availableParallelism } from "node:os";

/** A worker, as far as it matters here. */
export interface Sharer {
  /** Whether it has only just begun. */
  readonly isBrief: boolean;
  /** Whether it has computed for longer than nearly all do, and does so now. */
  readonly isLong: boolean;
  hold(): void;
  letGo(): void;
}

/**
 * Of those that compute for long, as many go on as leave one processor to everybody else; they take turns, the others stand still. While
 * somebody is brief all of them do, but never for long: so they always have a tenth of their time.
 */
export class Sharing<Seat extends Sharer> {
  private line: readonly Seat[] = [];
  private turnedAt = 0;
  private wentAt = 0;
  private goesUntil = 0;

  constructor(private readonly atOnce = Math.max(1, availableParallelism() - 1)) {}

  /** Called a few times in each turn, and when somebody begins or ends. */
  share(seats: ReadonlySet<Seat>, now: number): void {
    const long = [...seats].filter((seat) => seat.isLong);
    const known = this.line.filter((seat) => long.includes(seat));
    const line = [...known, ...long.filter((seat) => !known.includes(seat))];
    const isTurn = now - this.turnedAt >= turnMs;
    if (isTurn) this.turnedAt = now;
    this.line = isTurn ? [...line.slice(this.atOnce), ...line.slice(0, this.atOnce)] : line;
    const room = this.room([...seats].some((seat) => seat.isBrief), now);
    for (const seat of seats) {
      if (this.line.indexOf(seat) >= room) seat.hold();
      else seat.letGo();
    }
  }

  private room(isAnybodyBrief: boolean, now: number): number {
    if (now - this.wentAt >= patienceMs) this.goesUntil = now + patienceMs / 10;
    if (isAnybodyBrief && now >= this.goesUntil) return 0;
    this.wentAt = now;
    return this.atOnce;
  }
}

export const turnMs = 50;
export const patienceMs = 100;
