/** An XML document of elements or text, never mixed, with each element on its own line. Reading it gives what it gave before. */
export function prettyXml(document: string): string {
  let depth = 0;
  return document
    .replace(/>\s*<(?!\/)/g, ">\n<") // before an opening tag
    .replace(/(<\/[^>]*>|\/>)\s*(?=<\/)/g, "$1\n") // between a closed element and its parent's end
    .split("\n")
    .map((line) => {
      if (line.startsWith("</")) depth -= 1;
      const indented = "  ".repeat(Math.max(depth, 0)) + line;
      if (opens.test(line)) depth += 1;
      return indented;
    })
    .join("\n");
}

/** A line that is one opening tag and nothing else. */
const opens = /^<[^/?!][^>]*(?<!\/)>$/;
