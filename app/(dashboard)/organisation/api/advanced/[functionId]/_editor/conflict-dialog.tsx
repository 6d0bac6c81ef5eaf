"use client";

import { CodeDiffLoader } from "@/components/code-editor/code-diff-loader";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Theirs } from "./use-draft";

type ConflictDialogProps = { theirs: Theirs; mine: string; onTakeTheirs: () => void; onKeepMine: () => void; onClose: () => void };

/** Two people wrote the same function. Shows what differs before one of both is chosen. */
export function ConflictDialog({ theirs, mine, onTakeTheirs, onKeepMine, onClose }: ConflictDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-6xl" title={`${theirs.savedBy ?? "Somebody else"} saved other code in the meantime`} text="Nothing was written over it. Compare both, then choose; or close this and go on writing.">
        <div className="h-[min(28rem,50dvh)] overflow-hidden rounded-md border">
          <CodeDiffLoader left={theirs.code} right={mine} leftLabel={theirs.savedBy ? `Saved by ${theirs.savedBy}` : "Saved by somebody else"} rightLabel="Yours" />
        </div>
        <div className="flex flex-wrap gap-3">
          <Button onClick={onKeepMine}>Save mine over it</Button>
          <Button variant="outline" onClick={onTakeTheirs}>
            Take theirs
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
