import type { Metadata } from "next";
import { Code } from "./sections/code";
import { Cursors } from "./sections/cursors";
import { Endpoints } from "./sections/endpoints";
import { FunctionLimits } from "./sections/function-limits";
import { Runs } from "./sections/runs";
import { Start } from "./sections/start";
import { Templates } from "./sections/templates";
import { Trying } from "./sections/trying";

export const metadata: Metadata = { title: "Functions" };

/** How to write a function, in the order of function-sections.ts. */
export default function FunctionsPage() {
  return (
    <div className="prose-visit">
      <h1 className="text-2xl">Functions</h1>
      <p className="text-lg text-muted-foreground">JavaScript that runs inside Visit and connects it with other systems, in place of middleware that somebody would have to host.</p>
      <p>There are two kinds:</p>
      <ul>
        <li>
          a <strong>background task</strong> runs by itself, about every 9 minutes or as you choose;
        </li>
        <li>
          an <strong>endpoint function</strong> has an address of its own. It runs whenever other software calls that address, and what it returns is the answer.
        </li>
      </ul>
      <Start />
      <Code />
      <Cursors />
      <Endpoints />
      <Trying />
      <Runs />
      <FunctionLimits />
      <Templates />
    </div>
  );
}
