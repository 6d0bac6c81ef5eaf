import { Fragment } from "react";

/** A text without blanks, such as an address or the name of a file, that a narrow place breaks at its signs and capitals rather than anywhere. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?=[@.])|(?<=[/_])(?=[^/_])|(?<=[a-z])(?=[A-Z])/).map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
