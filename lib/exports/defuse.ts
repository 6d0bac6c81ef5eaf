/**
 * A spreadsheet program runs what begins with one of these as a formula, be it in CSV: `=HYPERLINK(…)` in somebody's name would
 * send a list of people to a stranger. An apostrophe in front makes it text. One that stands there already gets another, so
 * that `undefuse` gives back exactly what there was.
 */
export function defuse(text: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

export function undefuse(text: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text;
}
