import { native } from "./native";
import { URLSearchParams } from "./url-search-params";

type Parts = Readonly<Record<string, string>>;
const settable = ["href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"] as const;

/** The WHATWG URL: parsing is the host's, the object is ours. */
export class URL {
  declare href: string;
  declare protocol: string;
  declare username: string;
  declare password: string;
  declare host: string;
  declare hostname: string;
  declare port: string;
  declare pathname: string;
  declare search: string;
  declare hash: string;
  #parts: Parts;
  #params: URLSearchParams | undefined;

  constructor(url: unknown, base?: unknown) {
    const parts = parseUrl(url, base);
    if (!parts) throw new TypeError(`Invalid URL: ${String(url)}`);
    this.#parts = parts;
  }

  get origin(): string {
    return this.#parts.origin ?? "";
  }

  get searchParams(): URLSearchParams {
    this.#params ??= new URLSearchParams(this.search, (search: string) => this.#change("search", search));
    return this.#params;
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }

  static canParse(url: unknown, base?: unknown): boolean {
    return parseUrl(url, base) !== undefined;
  }

  static {
    for (const name of settable) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: URL) {
          return this.#parts[name];
        },
        set(this: URL, value: unknown) {
          this.#change(name, String(value));
          if (name === "search" || name === "href") this.#params?.reset(this.search);
        },
      });
    }
  }

  #change(name: string, value: string): void {
    const parts = toParts(native("url.set", [this.href, name, value]));
    if (!parts) throw new TypeError(`Invalid URL: ${value}`);
    this.#parts = parts;
  }
}

function parseUrl(url: unknown, base: unknown): Parts | undefined {
  return toParts(native("url.parse", base === undefined ? [String(url)] : [String(url), String(base)]));
}

function toParts(value: unknown): Parts | undefined {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
}
