import { nowMs } from "./clock";

/** Has something stand still while others are at work: for a moment for each of them, and for all together never for more than nine tenths of the time. */
export class Deference {
  private others = 0;
  private isStill = false;
  private wentAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  /** @param setStill  tells it to stand still, or to go on */
  constructor(private readonly setStill: (isStill: boolean) => void) {}

  /** Somebody begins. @returns to be called when they are done, once or more often */
  begin(): () => void {
    this.others++;
    const over = setTimeout(() => leave(), momentMs).unref();
    let isThere = true;
    const leave = () => {
      clearTimeout(over);
      if (!isThere) return;
      isThere = false;
      if (--this.others === 0) this.goOn();
    };
    this.stand();
    return leave;
  }

  private stand(): void {
    if (this.isStill || this.others === 0) return;
    const restMs = this.wentAt + patienceMs / 10 - nowMs();
    if (restMs > 0) return this.in(restMs, () => this.stand());
    this.isStill = true;
    this.setStill(true);
    this.in((patienceMs * 9) / 10, () => this.goOn());
  }

  private goOn(): void {
    clearTimeout(this.timer);
    if (!this.isStill) return;
    this.isStill = false;
    this.wentAt = nowMs();
    this.setStill(false);
    if (this.others > 0) this.stand();
  }

  private in(ms: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, ms).unref();
  }
}

export const momentMs = 50;
export const patienceMs = 100;
