/** `a day`, `90 days`, `5 years` */
export function keptWords(days: number): string {
  const years = Math.round(days / 365.25);
  if (days >= 700) return `${years} years`;
  return days === 1 ? "a day" : `${days} days`;
}
