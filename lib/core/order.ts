/**
 * Which rows must get another place so that they stand in the wanted order.
 * @param current  the rows as they stand now
 * @param wanted   ids in the wanted order. Unknown ones are left out of account, and rows it does not name (added meanwhile) come after
 * @returns only what changes, with places counted from 0
 */
export function newPlaces(current: readonly { id: string; sort: number }[], wanted: readonly string[]): { id: string; sort: number }[] {
  const places = new Map(current.map(({ id, sort }) => [id, sort]));
  const named = [...new Set(wanted)].filter((id) => places.has(id));
  const rest = current.map(({ id }) => id).filter((id) => !named.includes(id));
  return [...named, ...rest].map((id, sort) => ({ id, sort })).filter(({ id, sort }) => places.get(id) !== sort);
}
