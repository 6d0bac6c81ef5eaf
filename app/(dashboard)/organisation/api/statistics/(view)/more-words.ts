import { figure } from "@/components/chart/stacked-chart-parts";
import { mostKeys } from "@/lib/statistics/schema";

/** What a list of keys leaves out, in a sentence. @param shown  how many it has room for */
export function moreKeysWords(count: number, shown: number): string {
  if (count <= shown) return "";
  if (count < mostKeys) return `And ${figure(count - shown)} more; all are in the CSV.`;
  return `The CSV has the ${mostKeys} with the most calls. Any other is found by choosing it under API key.`;
}
