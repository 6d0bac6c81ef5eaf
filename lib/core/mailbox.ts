/** An address with the name shown before it, as a mail's header has them: `"Wood & Steel" <hello@fair.example>`. */
export type Mailbox = { name: string | null; address: string | null };

/** @returns null when there is no address */
export function toMailbox({ name, address }: Mailbox): string | null {
  if (!address) return null;
  return name ? `${quoted(name)} <${address}>` : address;
}

export function fromMailbox(text: string | null): Mailbox {
  const parts = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*?))\s*<([^<>]+)>\s*$/.exec(text ?? "");
  if (!parts) return { name: null, address: text?.trim() || null };
  const name = parts[1]?.replace(/\\(.)/g, "$1") ?? parts[2];
  return { name: name || null, address: parts[3] ?? null };
}

function quoted(name: string): string {
  return /^[\p{L}\p{N} ]+$/u.test(name) ? name : `"${name.replace(/[\\"]/g, "\\$&")}"`;
}
