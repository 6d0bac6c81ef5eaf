import type { Operation } from "@/lib/api/operation";
import { eventOperations } from "@/lib/events/operations";
import { formOperations } from "@/lib/forms/operations";
import { partnerOperations } from "@/lib/partners/operations";
import { questionOperations } from "@/lib/questions/operations";
import { registrationTypeOperations } from "@/lib/registration-types/operations";
import { statisticsOperations } from "@/lib/statistics/operations";
import { visitorOperations } from "@/lib/visitors/operations";

/** Everything the API can do, in the order the docs show it. A resource joins with one import and one line. */
export const operations: readonly Operation[] = [
  ...eventOperations,
  ...registrationTypeOperations,
  ...questionOperations,
  ...formOperations,
  ...visitorOperations,
  ...partnerOperations,
  ...statisticsOperations,
];
