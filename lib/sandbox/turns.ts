/** When owners were last served. Of the many there may be in the life of a process only those served last are known; all before them count as never served. */
export class Turns {
  /** In the order in which they were served. */
  private readonly last = new Map<string, number>();
  private count = 0;

  constructor(private readonly most: number) {}

  /** The smaller, the longer ago; 0 for who was not served, or longer ago than all who are known. */
  of(owner: string): number {
    return this.last.get(owner) ?? 0;
  }

  serve(owner: string): void {
    this.last.delete(owner);
    this.last.set(owner, ++this.count);
    const [longestAgo] = this.last.keys();
    if (this.last.size > this.most && longestAgo !== undefined) this.last.delete(longestAgo);
  }
}
