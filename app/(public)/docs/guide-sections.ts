/** The guide's sections in their order; the anchor is the id of their heading. */
export const guideSections = [
  { anchor: "start", title: "Start" },
  { anchor: "authentication", title: "Authentication" },
  { anchor: "formats", title: "JSON and XML" },
  { anchor: "lists", title: "Lists and replication" },
  { anchor: "writing", title: "Writing" },
  { anchor: "states", title: "States of a registration" },
  { anchor: "conditions", title: "Conditional requests" },
  { anchor: "idempotency", title: "Safe repeats" },
  { anchor: "errors", title: "Errors" },
  { anchor: "limits", title: "Limits" },
] as const;
