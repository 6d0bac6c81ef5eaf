/**
 * The guest's side of `visit`, as text: it runs in a sandbox and shares nothing with this process. Applied to the rows
 * `[group, name, method, path, takesBody, queryNames, headers, isFeed]`, it defines `visit` and `VisitError`.
 *
 * Through the door named `visit` goes `{method, path, query, headers, body}`, path below the API's base; back comes
 * `{status, headers, body}` with the body's value. What people are likely to get wrong, an id that is undefined or an option
 * that does not exist, is told here, before it costs a call.
 */
export const guestClientSource = String.raw`function (calls) {
  "use strict";
  const door = globalThis.__door;

  class VisitError extends Error {
    constructor(status, problem, stack) {
      super((problem && problem.detail) || "The API answered " + status + ".");
      this.name = "VisitError";
      this.status = status;
      this.errorCode = (problem && problem.errorCode) || "";
      this.errors = (problem && problem.errors) || [];
      this.requestId = (problem && problem.requestId) || "";
      Object.defineProperty(this, "stack", { value: stack, configurable: true, writable: true });
    }
  }

  async function send(request) {
    const { stack } = new Error(); // of the call: when the answer comes, nothing of the function stands on it any more
    const answer = JSON.parse(await door("visit", JSON.stringify(request)));
    if (answer.status >= 400) throw new VisitError(answer.status, answer.body, stack);
    return answer;
  }

  function query(value) {
    return Array.isArray(value) ? value.join(",") : String(value);
  }

  function requestOf([group, name, method, path, takesBody, queryNames, headerNames], given) {
    const call = "visit." + group + "." + name;
    const rest = [...given];
    const request = { method, query: {}, headers: {} };
    request.path = path.replace(/\{(\w+)\}/g, (_, part) => {
      const value = rest.shift();
      if ((typeof value !== "string" && typeof value !== "number") || value === "") throw new TypeError(call + ": " + part + " must be a text, got " + (value === "" ? "an empty one" : value === null ? "null" : typeof value));
      return encodeURIComponent(value);
    });
    if (takesBody) {
      request.body = rest.shift();
      if (typeof request.body !== "object" || request.body === null) throw new TypeError(call + ": what to send must be an object, got " + (request.body === null ? "null" : typeof request.body));
    }
    const options = rest.shift();
    if (options !== undefined && (typeof options !== "object" || options === null)) throw new TypeError(call + ": options must be an object, got " + (options === null ? "null" : typeof options));
    for (const [option, value] of Object.entries(options || {})) {
      const header = Object.hasOwn(headerNames, option) ? headerNames[option] : undefined;
      if (header === undefined && !queryNames.includes(option)) throw new TypeError(call + " has no option " + option + (queryNames.length > 0 ? "; it has " + [...queryNames, ...Object.keys(headerNames)].join(", ") : ""));
      if (value === undefined || value === null) continue;
      if (header === undefined) request.query[option] = query(value);
      else request.headers[header] = String(value);
    }
    return request;
  }

  function pageOf(answer) {
    const page = Array.isArray(answer.body) ? answer.body : [];
    const next = answer.headers["x-next-revision"];
    Object.defineProperty(page, "nextRevision", { value: next === undefined ? 0 : Number(next) });
    Object.defineProperty(page, "hasMore", { value: answer.headers.link !== undefined });
    return page;
  }

  function walk(row, pathCount) {
    return async function* (...given) {
      const { since, ...options } = given[pathCount] || {};
      const path = given.slice(0, pathCount);
      let fromRevision = since;
      for (;;) {
        const request = requestOf([row[0], "changes", ...row.slice(2)], [...path, { limit: 500, ...options, fromRevision }]);
        const page = pageOf(await send(request));
        if (page.length > 0) yield page;
        if (!page.hasMore) return;
        fromRevision = page.nextRevision;
      }
    };
  }

  const groups = {};
  for (const row of calls) {
    const [group, name, method, path, , , , isFeed] = row;
    const functions = (groups[group] ||= {});
    functions[name] = async (...given) => {
      const answer = await send(requestOf(row, given));
      return isFeed ? pageOf(answer) : answer.status === 204 ? undefined : answer.body;
    };
    if (isFeed) functions.changes = walk(row, (path.match(/\{/g) || []).length);
  }
  for (const functions of Object.values(groups)) Object.freeze(functions);
  Object.defineProperty(globalThis, "visit", { value: Object.freeze(groups), enumerable: true });
  Object.defineProperty(globalThis, "VisitError", { value: VisitError });
}`;
