import { fold } from "./fold";
import type { Target } from "./targets";

/**
 * For each column the target it probably goes to, "" where nothing speaks for one. No target is suggested twice.
 * The heading decides; what stands in the cells only where no heading says it.
 * @param samples  some rows of the file, to look at
 */
export function suggestTargets(columns: readonly string[], targets: readonly Target[], samples: readonly (readonly string[])[]): string[] {
  const suggested = columns.map(() => "");
  const free = new Map(targets.map((target) => [target.key, target]));
  const give = (column: number, key: string | undefined) => {
    if (key === undefined || suggested[column] !== "" || !free.delete(key)) return;
    suggested[column] = key;
  };
  // Surest names first, for all columns, so that an exact "Company" is not taken by an earlier "Firma".
  for (const namesOf of [exactNames, otherNames, lastNames]) {
    columns.forEach((column, index) => {
      const heading = fold(column.replace(/\((?:\d+|optional|verplicht|required|\*)\)$/i, ""));
      give(index, [...free.values()].find((target) => namesOf(target).includes(heading))?.key);
    });
  }
  // A partner must have a name, and a list of companies calls it the company.
  if (free.has("name")) suggested.forEach((key, column) => key === "contact.company" && (suggested[column] = "name"));
  const isPerson = suggested.includes("contact.firstName");
  columns.forEach((column, index) => {
    if (isPerson && ["name", "naam"].includes(fold(column))) give(index, "contact.lastName"); // alone it would be the whole name
    if (areEmails(samples.map((row) => row[index] ?? ""))) give(index, "contact.email");
  });
  return suggested;
}

function exactNames({ key, label }: Target): string[] {
  return [fold(label), fold(key)];
}

/** The wire's name alone: `phone1` for `contact.phone1`. */
function lastNames({ key }: Target): string[] {
  return [fold(key.slice(key.indexOf(".") + 1))];
}

function otherNames({ words }: Target): string[] {
  return words.map(fold);
}

function areEmails(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length > 0 && filled.filter((cell) => /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(cell)).length / filled.length >= 0.8;
}
