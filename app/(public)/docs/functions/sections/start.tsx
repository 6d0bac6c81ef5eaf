import { AnchorHeading } from "../../section";

export function Start() {
  return (
    <>
      <AnchorHeading id="start">A first function</AnchorHeading>
      <ol>
        <li>
          A function works with an API key and can do what that key may, never more. Under <em>Organisation &gt; API &gt; Keys</em> an administrator adds one, and ticks{" "}
          <em>Usable by functions</em>.
        </li>
        <li>
          Under <em>Organisation &gt; API &gt; Advanced</em> choose <em>+ Add</em>: a name, the kind of function, the API key, and a template to begin with. <em>Save</em> opens its code.
        </li>
        <li>
          <em>Run now</em>, or Ctrl-Enter, runs what stands in the editor, and its log appears beside it as it is written. Every <a href="#templates">template</a> runs as it is: as long as the
          address of another system is missing it only says in its log what it would send.
        </li>
        <li>
          Change it to what you need. The editor completes the names of everything there is, explains what the pointer rests on, and underlines what cannot work.
        </li>
        <li>
          <em>Publish</em> it with a note. From now on it runs on its schedule, or answers calls. What you change afterwards is a draft until you publish again.
        </li>
      </ol>
    </>
  );
}
