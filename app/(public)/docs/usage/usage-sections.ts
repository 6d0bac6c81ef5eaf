/** The page's sections in their order; the anchor is the id of their heading. */
export const usageSections = [
  { anchor: "counting", title: "What is counted" },
  { anchor: "statistics", title: "Statistics" },
  { anchor: "api", title: "The numbers by API" },
  { anchor: "log", title: "Request log" },
  { anchor: "alerts", title: "Alerts" },
  { anchor: "metrics", title: "Metrics for operators" },
] as const;
