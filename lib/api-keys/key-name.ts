/** What a person calls a key: its comments' first line, or the ends of its secret. */
export function keyName({ comments, first, last }: { comments: string; first: string; last: string }): string {
  return comments.split("\n", 1)[0]?.trim() || `${first}…${last}`;
}
