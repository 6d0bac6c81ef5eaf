type Surroundings = { strings: readonly string[]; isDate: boolean; is1904: boolean };

/**
 * A cell of a worksheet as text: what a person sees there, but numbers in full and dates as ISO 8601, because formats are
 * for eyes and lose digits.
 * @param type   the cell's `t`: s (number of a shared string), str, inlineStr, b, e, d or n
 * @param value  text of its value element
 */
export function cellText(type: string, value: string, { strings, isDate, is1904 }: Surroundings): string {
  switch (type) {
    case "s":
      return strings[Number(value)] ?? "";
    case "str":
    case "inlineStr":
      return unescapeText(value);
    case "b":
      return value.trim() === "1" ? "true" : "false";
    case "d":
      return value.replace(/T00:00:00(\.0+)?Z?$/, "");
    case "e":
      return value;
    default:
      return isDate ? dateText(value, is1904) : numberText(value);
  }
}

/** Built-in date formats have numbers of their own; an own format shows a date when it has a letter of one outside quotes and brackets. */
export function isDateFormat(number: number, format: string | undefined): boolean {
  if (format === undefined) return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
  return /[dmyhs]/i.test(format.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]|General/gi, ""));
}

/** What XML cannot hold stands in workbooks as `_x000D_`; a real `_x` as `_x005F_x`. */
export function unescapeText(text: string): string {
  return text.includes("_x") ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
}

/** Days since the end of 1899, with the leap day of 1900 that never was; or since 1904. A cell has no zone; midnight is a date. */
function dateText(value: string, is1904: boolean): string {
  const days = Number(value);
  if (value.trim() === "" || !Number.isFinite(days)) return value;
  const shifted = is1904 ? days + 1462 : days < 60 ? days + 1 : days;
  const date = new Date(Math.round((shifted - 25_569) * 86_400) * 1000);
  if (Number.isNaN(date.getTime())) return value;
  const text = date.toISOString();
  if (days >= 0 && days < 1) return text.slice(11, 19); // a time of day
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19);
}

/** Never 3.16E+10: long numbers in a sheet of people are telephone numbers. What floating point added behind the 15th digit goes. */
function numberText(value: string): string {
  const text = value.trim();
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  if (Number.isInteger(number)) return BigInt(number).toString();
  const short = String(Number(number.toPrecision(15)));
  return short.includes("e") ? text : short;
}
