import { intervals } from "@/lib/functions/schema";
import { runtime } from "@/lib/core/runtime";
import { AnchorHeading } from "../../section";

export function Runs() {
  return (
    <>
      <AnchorHeading id="runs">Runs and failures</AnchorHeading>
      <ul>
        <li>
          A task runs about every {intervals.join(", ").replace(/, (?=\d+$)/, " or ")} minutes, or daily at a time in a zone of your choice. Two runs of one task never overlap, and after an outage
          there is one run, not all that were missed.
        </li>
        <li>
          A run records its log, who started it when it was somebody, every call it made with status and duration, its time and memory, and what it returned or threw, with the line of your code. Runs are kept for{" "}
          {runtime().settings.runsKeptDays} days.
        </li>
        <li>
          When the server a run is on fails, the run is begun anew, from its beginning. So a run may do something twice, for which the advice of <a href="#cursors">the cursor</a> holds; what it keeps
          in state counts once.
        </li>
        <li>
          In its settings a function can be told to mail somebody after a number of failures in a row, and when it works again; and to pause after a number of them. Only runs of what is published
          count.
        </li>
        <li>
          <em>History</em>, beside the list of functions, tells who made, changed, published and deleted which function, and stays when one is gone. It names what was changed, and never a value.
        </li>
      </ul>
    </>
  );
}
