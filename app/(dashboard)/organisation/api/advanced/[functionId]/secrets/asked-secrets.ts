/** Names of the secrets that code asks for by a name that is written out, in their order. */
export function askedSecrets(code: string): string[] {
  const found = code.matchAll(/\bsecrets\s*\.\s*(?:get|set)\(\s*(["'`])([A-Za-z_][A-Za-z0-9_.-]{0,63})\1/g);
  return [...new Set([...found].map(([, , name = ""]) => name))];
}
