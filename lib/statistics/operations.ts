import { operation } from "@/lib/api/operation";
import { getStatistics } from "./wire";
import { StatisticsAnswer, StatisticsQuery } from "./wire-schema";

export const statisticsOperations = [
  operation({
    id: "statistics.get",
    kind: "item",
    method: "GET",
    path: "/statistics",
    access: "statistics:read",
    summary: "Count the calls of this API over a span, by status, operation, API key or format, with durations. Only for API keys that see all events.",
    input: StatisticsQuery,
    output: StatisticsAnswer,
    run: getStatistics,
  }),
];
