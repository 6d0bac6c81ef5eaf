import { availableParallelism } from "node:os";

/** A worker, as far as it matters here. */
export interface Sharer {
  /** Whether it has computed for longer than nearly all do, and does so now. */
  readonly isLong: boolean;
  /** Whether what it does has only just begun: others stand still for it. */
  readonly isYoung: boolean;
  hold(): void;
  letGo(): void;
}

/** Of those that compute for long, as many go on as leave one processor to everybody else; they take turns, the others stand still. */
export class Sharing<Seat extends Sharer> {
  /** Whether none but the young are to go on at the moment. */
  isStill = false;
  private line: readonly Seat[] = [];
  private turnedAt = 0;

  constructor(private readonly atOnce = Math.max(1, availableParallelism() - 1)) {}

  /** Called a few times in each turn, and when somebody begins or ends. */
  share(seats: ReadonlySet<Seat>, now: number): void {
    const long = [...seats].filter((seat) => seat.isLong);
    const known = this.line.filter((seat) => long.includes(seat));
    const line = [...known, ...long.filter((seat) => !known.includes(seat))];
    const isTurn = now - this.turnedAt >= turnMs;
    if (isTurn) this.turnedAt = now;
    this.line = isTurn ? [...line.slice(this.atOnce), ...line.slice(0, this.atOnce)] : line;
    for (const seat of seats) {
      const place = this.line.indexOf(seat);
      if (place >= this.atOnce || (place >= 0 && this.isStill && !seat.isYoung)) seat.hold();
      else seat.letGo();
    }
  }
}

export const turnMs = 50;
