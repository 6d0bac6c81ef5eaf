import { AnchorHeading } from "../../section";

export function Trying() {
  return (
    <>
      <AnchorHeading id="trying">Trying it out</AnchorHeading>
      <ul>
        <li>
          Ctrl-S saves a draft; what is published goes on as it is. <strong>Run now</strong> runs what stands in the editor, for real, with an event that you can edit: one that is
          made up, or for an endpoint function a request that really came. <em>Use in the editor</em> on the page of any run takes what that run was given. What a draft does wrong counts for nothing: it pauses no function and sends no mail.
        </li>
        <li>
          <strong>Dry run</strong> reads and does not write: each change it would make in Visit, and each request other than <code>GET</code>, <code>HEAD</code> or <code>OPTIONS</code> it would send
          elsewhere, is checked and listed in the run instead; so is what it would keep in state and secrets. Rights, events and fields are judged as in a real run. What would be created is answered
          with an id that begins with <code>dry-</code>.
        </li>
        <li>
          <strong>Run again</strong> takes an earlier run&apos;s code and input once more.
        </li>
        <li>
          <strong>Versions</strong> keeps everything you published, side by side with what came before. Restoring one puts it into the draft, which you can take back; it counts when you publish it.
        </li>
      </ul>
    </>
  );
}
