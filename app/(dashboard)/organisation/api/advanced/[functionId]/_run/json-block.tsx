import { CodeBlock } from "@/components/code-block";
import { byteWords } from "../../function-words";
import { laidOut } from "../../laid-out";

/** JSON that went into a run or came out of it; of what is too long for a page, the beginning. */
export function JsonBlock({ title, text }: { title: string; text: string }) {
  if (text.length <= mostCharacters) return <CodeBlock title={title} language="json" source={laidOut(text)} />;
  return (
    <>
      <CodeBlock title={title} language="json" source={text.slice(0, mostCharacters)} />
      <p className="text-xs text-muted-foreground">
        This is the beginning of {byteWords(Buffer.byteLength(text))}.
      </p>
    </>
  );
}

const mostCharacters = 100_000;
