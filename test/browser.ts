/** A person's browser, as far as a server can tell: keeps cookies, follows nothing, and sends what it is told. */
export class Browser {
  readonly cookies = new Map<string, string>();
  constructor(readonly url: string) {}

  /** @param path  or a whole address of the same server */
  async fetch(path: string, { headers = {}, ...init }: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, this.url), { ...init, redirect: "manual", headers: { ...(cookie && { cookie }), ...headers } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  async text(path: string): Promise<string> {
    return (await this.fetch(path)).text();
  }

  /** What the form of `/sign-in` does. @returns next-auth's answer, which holds the session's cookie or says no */
  async signIn(email: string, password: string, more: { callbackUrl?: string; csrfToken?: string; headers?: Record<string, string> } = {}): Promise<Response> {
    const { csrfToken }: { csrfToken: string } = await (await this.fetch("/api/auth/csrf")).json();
    const form = new URLSearchParams({ email, password, csrfToken: more.csrfToken ?? csrfToken, json: "true", ...(more.callbackUrl && { callbackUrl: more.callbackUrl }) });
    return this.fetch("/api/auth/callback/credentials", { method: "POST", body: form, headers: more.headers });
  }

  /** Calls a server action as the page's script does. @param id  from the build's manifest. @param args  plain values, or forms */
  act(path: string, id: string, args: readonly unknown[], headers: Record<string, string> = {}): Promise<Response> {
    const body = new FormData();
    const sent = args.map((arg, at) => {
      if (!(arg instanceof FormData)) return arg;
      for (const [name, value] of arg) body.append(`_${at + 1}_${name}`, value);
      return `$K${at + 1}`;
    });
    body.set("0", JSON.stringify(sent)); // the last part: the parser may answer as soon as it has it
    return this.fetch(path, { method: "POST", body, headers: { "next-action": id, origin: this.url, ...headers } });
  }

  get session(): string | undefined {
    return this.cookies.get("visit.session");
  }
}
