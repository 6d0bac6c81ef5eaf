/** What a caller wishes about the answer. Source: RFC 7240 */
export type Wishes = {
  /** an acknowledgement at once, instead of the answer */
  isAsync: boolean;
  /** how long the caller would wait for the answer, in ms; undefined: not said */
  waitMs?: number;
};

export function wishesOf(headers: Headers): Wishes {
  const wishes = new Map(
    (headers.get("prefer") ?? "").split(/[,;]/).map((wish): [string, string] => {
      const [name = "", value = ""] = wish.split("=").map((part) => part.trim());
      return [name.toLowerCase(), value.replace(/^"(.*)"$/, "$1")];
    }),
  );
  const wait = wishes.get("wait");
  return { isAsync: wishes.has("respond-async"), ...(wait !== undefined && /^\d{1,6}$/.test(wait) && { waitMs: Number(wait) * 1000 }) };
}
