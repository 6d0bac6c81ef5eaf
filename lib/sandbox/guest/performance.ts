const origin = { ms: 0 };

export const performance = {
  now: (): number => Date.now() - origin.ms,
  get timeOrigin(): number {
    return origin.ms;
  },
};

/** The run begins. */
export function startClock(): void {
  origin.ms = Date.now();
}
