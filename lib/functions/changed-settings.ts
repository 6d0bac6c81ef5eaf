/**
 * What of a function's settings becomes another, in words for its history. Never what they were or become: one of them is a secret.
 * @param columns  to be written; those that are absent stay
 */
export function changedSettings(found: Readonly<Record<string, unknown>>, columns: Readonly<Record<string, unknown>>): string[] {
  const isOther = (column: string) => column in columns && JSON.stringify(columns[column]) !== JSON.stringify(found[column]);
  return settings.flatMap(([words, ...names]) => (names.some(isOther) ? [words] : []));
}

const settings: readonly (readonly [words: string, ...columns: string[]])[] = [
  ["name", "name"],
  ["key", "key"],
  ["API key", "apiKeyId"],
  ["schedule", "everyMinutes", "dailyAt", "zone"],
  ["protection", "protection", "signatureScheme", "signatureHeader"],
  ["signing secret", "signatureSealed"],
  ["time limit", "timeoutMs"],
  ["memory limit", "memoryBytes"],
  ["whom to mail", "mailTo", "mailAfterFailures"],
  ["when to pause", "pauseAfterFailures"],
];
