/** Why a key is refused, for people. By the reasons of `decide()`, and the limits of the pipeline. */
export const refusalWords: Readonly<Record<string, string>> = {
  disabled: "The key is disabled.",
  expired: "The key has expired.",
  secret: "This secret was rotated and is over.",
  address: "The address is not among those allowed.",
  right: "The key has no right to do this.",
  event: "The key does not see this event, or it does not exist.",
  limit: "Too many requests at once or too fast.",
};
