/** The page's sections in their order; the anchor is the id of their heading. */
export const functionSections = [
  { anchor: "start", title: "A first function" },
  { anchor: "code", title: "What the code sees" },
  { anchor: "cursors", title: "Going on where it ended" },
  { anchor: "endpoints", title: "Endpoint functions" },
  { anchor: "trying", title: "Trying it out" },
  { anchor: "runs", title: "Runs and failures" },
  { anchor: "limits", title: "Limits of functions" },
  { anchor: "templates", title: "Templates" },
] as const;
