import { Alert } from "@/components/ui/alert";

/** What an address asks for and cannot be: the page shows something else then, and says so. */
export function Faults({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <Alert tone="destructive">
      {faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
      <p>What you see is without it.</p>
    </Alert>
  );
}
