/** Why an outgoing request has no answer. Messages are fit for the author of a function: they name no address of our network. */
export type OutboundCode =
  | "badRequest" // the request itself is wrong: URL, method, header, body
  | "refused" // a target that must not be reached
  | "unresolved" // the host has no address
  | "unreachable" // no connection, or it broke off
  | "badResponse" // not HTTP, or not what its headers say
  | "tooLarge"
  | "tooManyRedirects"
  | "timedOut"
  | "aborted"; // by the caller's signal

export class OutboundError extends Error {
  constructor(
    readonly code: OutboundCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "OutboundError";
  }
}
