import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

/** What a run stopped at. `line` counts from 1, in the code as it was when it ran. */
export type Fault = { line: number; message: string };

/** Shows what the last run stopped at, under its line; `null` shows nothing. Typing takes it away: it was about other code. */
export const setFault = StateEffect.define<Fault | null>();

export const faultField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const told = transaction.effects.find((effect) => effect.is(setFault));
    if (told?.is(setFault)) return told.value === null || told.value.line > transaction.newDoc.lines ? Decoration.none : marksOf(told.value, transaction.newDoc.line(told.value.line));
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf({ message }: Fault, { from, to }: { from: number; to: number }): DecorationSet {
  return Decoration.set([Decoration.line({ class: "cm-faultLine" }).range(from), Decoration.widget({ widget: new FaultText(message), block: true, side: 1 }).range(to)]);
}

class FaultText extends WidgetType {
  constructor(private readonly message: string) {
    super();
  }
  override eq(other: FaultText): boolean {
    return other.message === this.message;
  }
  override toDOM(): HTMLElement {
    const text = document.createElement("div");
    text.className = "cm-fault";
    text.textContent = this.message;
    return text;
  }
}
