/** What becomes of the functions that work with a key once it is gone: `The function “Sync” works with this key and fails from then on.` */
export function failureWords(names: readonly string[]): string | undefined {
  const [only] = names;
  if (only === undefined) return undefined;
  if (names.length === 1) return `The function “${only}” works with this key and fails from then on.`;
  const told = names.slice(0, most).map((name) => `“${name}”`);
  const rest = names.length > most ? `${names.length - most} more` : told.pop();
  return `${names.length} functions work with this key and fail from then on: ${told.join(", ")} and ${rest}.`;
}

const most = 5;
