/** A parameter of the address and a value of it. */
export type Condition = { name: string; value: string };

/** The same view with these as the only conditions of their sort: a type's sort is what it begins with. */
export function narrowedAddress(params: URLSearchParams, conditions: readonly Condition[]): string {
  const next = new URLSearchParams(params);
  for (const condition of conditions) for (const other of params.getAll(condition.name)) if (sortOf({ name: condition.name, value: other }) === sortOf(condition)) next.delete(condition.name, other);
  for (const { name, value } of conditions) next.append(name, value);
  return `?${next.toString()}`;
}

function sortOf({ name, value }: Condition): string {
  return name === "type" ? (value.split(":")[0] ?? "") : name;
}
