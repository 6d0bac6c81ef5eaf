/** The HTML part of a mail: its text with paragraphs, line breaks and links, and nothing that is not in the text. */
export function mailHtml(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/).map((paragraph) => `<p style="margin:0 0 16px">${paragraph.split("\n").map(withLinks).join("<br>\n")}</p>`); // prettier-ignore
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title></title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px">
${paragraphs.join("\n")}
</div></body></html>
`;
}

function withLinks(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((piece, index) => (index % 2 === 1 ? `<a href="${escaped(piece)}">${escaped(piece)}</a>` : escaped(piece)))
    .join("");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
