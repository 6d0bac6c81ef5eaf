/** Of the calls right before one that were too many to be logged. */
export function skippedWords(count: number): string {
  return count === 1 ? "1 call before it is counted, but not logged" : `${count.toLocaleString("en-GB")} calls before it are counted, but not logged`;
}
