import { Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Asks nothing: what it removes can be brought back for a while, and what is in use is refused. */
export function RemoveButton({ name, isPending, onPress }: { name: string; isPending: boolean; onPress: () => void }) {
  return (
    <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} disabled={isPending} onClick={onPress} className="text-muted-foreground hover:text-destructive">
      <Trash2 aria-hidden />
    </Button>
  );
}
