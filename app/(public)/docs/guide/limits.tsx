import { AnchorHeading } from "../section";

export function Limits() {
  return (
    <>
      <AnchorHeading id="limits">Limits</AnchorHeading>
      <ul>
        <li>
          Ten requests of a key run at the same time; forty more wait for at most two seconds. What comes on top is a <code>429</code>. An administrator can
          set other numbers for a key. They count per server process.
        </li>
        <li>
          There is no limit per minute, unless the key has one. A request held by <code>wait</code> does not count while it waits.
        </li>
        <li>A body has at most 10 MiB, and is not compressed.</li>
        <li>
          When the server has too much to do it says so early, with a <code>503</code>, and nothing was done. <code>429</code> and <code>503</code> always carry{" "}
          <code>Retry-After</code> in whole seconds: wait that long, and a little longer each time it happens again.
        </li>
      </ul>
    </>
  );
}
