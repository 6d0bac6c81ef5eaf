/**
 * How long to wait, in ms, as the SDK writes it: `1h30m5s`, or the ISO time to wait for.
 * @throws Error for anything else
 */
export function delayMs(text: string, now: Date): number {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Math.max(0, Date.parse(text) - now.getTime());
  if (!/^(?:\d+[wdhms])*$/.test(text)) throw new Error(`${text} is no duration`);
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0), 0);
}

const unitMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
