"use client";

import { FileSpreadsheet, LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { cn } from "@/components/cn";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";

/** Chooses a file, by hand or by dropping it, and sends it. @param action  address that takes the file as a body */
export function UploadForm({ action }: { action: string }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const [isOver, setIsOver] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file) {
      setError("Choose a file first.");
      return input.current?.focus();
    }
    setIsSending(true);
    setError(undefined);
    const outcome = await upload(action, file, new FormData(event.currentTarget));
    if ("location" in outcome) return router.push(outcome.location); // still busy until the next page is there
    setError(outcome.error);
    setIsSending(false);
    input.current?.focus();
  }

  function choose(chosen: File | undefined) {
    setFile(chosen);
    setError(undefined);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    choose(event.dataTransfer.files[0]);
  }

  return (
    <form onSubmit={(event) => void send(event)} className="grid gap-6">
      {error ? (
        <Alert tone="destructive">
          <p id="file-error">{error}</p>
        </Alert>
      ) : null}
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn(
          "grid cursor-pointer justify-items-center gap-2 rounded-xl border border-dashed border-border-strong px-6 py-12 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring hover:bg-muted",
          isOver && "bg-muted",
        )}
      >
        <FileSpreadsheet aria-hidden className="size-8 stroke-[1.6] text-muted-foreground" />
        <span className="font-medium [overflow-wrap:anywhere]">{file ? file.name : "Choose a file, or drop it here"}</span>
        <span className="text-sm text-muted-foreground">{file ? size(file.size) : "XLSX or CSV with headings in the first row. At most 20 MB and 100,000 rows."}</span>
        <input
          ref={input}
          type="file"
          aria-label="File"
          aria-describedby={error ? "file-error" : undefined}
          aria-invalid={error ? true : undefined}
          accept=".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => choose(event.target.files?.[0])}
          className="sr-only"
        />
      </label>
      <details className="text-sm">
        <summary className="w-fit rounded-sm text-muted-foreground underline-offset-4 hover:text-foreground hover:underline">A CSV looks wrong?</summary>
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          <Field label="Encoding" hint="When letters like é or ł come out wrong.">
            <Select name="encoding">
              <option value="">Found out</option>
              <option value="utf-8">UTF-8</option>
              <option value="windows-1252">Windows-1252 (Western European)</option>
              <option value="utf-16le">UTF-16 little-endian</option>
              <option value="utf-16be">UTF-16 big-endian</option>
            </Select>
          </Field>
          <Field label="Delimiter" hint="When everything lands in one column.">
            <Select name="delimiter">
              <option value="">Found out</option>
              <option value="comma">Comma</option>
              <option value="semicolon">Semicolon</option>
              <option value="tab">Tab</option>
              <option value="bar">Vertical bar</option>
            </Select>
          </Field>
        </div>
      </details>
      <Button type="submit" aria-busy={isSending} disabled={isSending} className="w-fit">
        {isSending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
        {isSending ? "Reading the file" : "Upload"}
      </Button>
    </form>
  );
}

async function upload(action: string, file: File, form: FormData): Promise<{ location: string } | { error: string }> {
  const choices = [...form].flatMap(([name, value]) => (typeof value === "string" && value !== "" ? [[name, value]] : []));
  try {
    const response = await fetch(`${action}?${new URLSearchParams(choices).toString()}`, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) } });
    const answer: unknown = await response.json();
    if (typeof answer === "object" && answer !== null) {
      if ("location" in answer && typeof answer.location === "string") return { location: answer.location };
      if ("error" in answer && typeof answer.error === "string") return { error: answer.error };
    }
  } catch {
    // no answer, or none of ours: said below
  }
  return { error: "The file did not arrive. Check the connection and try again." };
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
