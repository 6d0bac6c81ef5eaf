import { CodeBlock } from "@/components/code-block";
import { type Format, FormatTabs } from "@/components/format-tabs";
import { curlOf, type OperationText } from "@/lib/api/reference";

/** The call and its answer, in both formats. */
export function OperationExamples({ text, base }: { text: OperationText; base: string }) {
  const { operation } = text;
  if (!operation.output) return <Shown text={text} base={base} format="json" />;
  return <FormatTabs label={operation.summary} json={<Shown text={text} base={base} format="json" />} xml={<Shown text={text} base={base} format="xml" />} />;
}

function Shown({ text, base, format }: { text: OperationText; base: string; format: Format }) {
  const { answer, bodies } = text.examples;
  const cases = Object.entries(bodies);
  return (
    <div className="grid min-w-0 gap-3">
      {cases.length === 0 ? <CodeBlock title="Call" language="shell" source={curlOf(text, base, format)} /> : null}
      {cases.map(([title, body]) => (
        <CodeBlock key={title} title={sentence(title)} language="shell" source={curlOf(text, base, format, body[format])} />
      ))}
      {answer ? <CodeBlock title="Answer" language={format} source={answer[format]} /> : <p className="text-sm text-muted-foreground">The answer is 204 and has no body.</p>}
    </div>
  );
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
