/**
 * The words of a search as LIKE patterns, one each: a record matches when it matches all. To be folded in SQL,
 * `search LIKE visit_fold($1)`, as the searched column is.
 */
export function searchPatterns(query: string): string[] {
  const words = query.trim().split(/\s+/).filter(Boolean).slice(0, mostWords);
  return words.map((word) => `%${word.slice(0, longestWord).replace(/[\\%_]/g, "\\$&")}%`);
}

const mostWords = 6;
const longestWord = 100;
