/** The types of questions, as people read them. */
const words: Record<string, string> = { open: "Open", radio: "Radio buttons", select: "Select list", checkBox: "Check boxes" };

export function typeWords(type: string): string {
  return words[type] ?? type;
}
