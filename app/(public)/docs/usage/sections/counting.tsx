import { runtime } from "@/lib/core/runtime";
import { daysText } from "@/lib/statistics/question";
import { AnchorHeading } from "../../section";

export function Counting() {
  const { minutes, quarters, days } = runtime().settings.statisticsKeptDays;
  return (
    <>
      <AnchorHeading id="counting" className="!mt-12">
        What is counted
      </AnchorHeading>
      <p>
        Every call of the API, once its key is recognised: also one that is then refused, because the key is disabled, may not do this, or calls too often. A call whose key nobody knows belongs to no
        organisation and is not here. Calls that <strong>functions</strong> make count like those from outside, and are told apart from them. Calls <strong>to</strong> endpoint functions count as the
        operation <code>functions.call</code>, also of callers who have nothing that opens them.
      </p>
      <ul>
        <li>Of each call count its key, operation, format, origin and class of status, how long it took until the answer was begun (without what it was held by <code>wait</code>), and how many bytes the answer had.</li>
        <li>A call is seen within seconds of its answer. What was answered is counted exactly once, whatever happens to the server afterwards.</li>
        <li>
          Counts by minute are kept for {daysText(minutes)}, by hour for {daysText(quarters)}, by day, week and month for {daysText(days)}.
        </li>
        <li>
          Hours, days, weeks (from Monday) and months are those of the organisation&apos;s time zone. Where clocks are changed, a day has 23 or 25 hours, and of an hour that comes twice each has a column of its own.
        </li>
      </ul>
    </>
  );
}
