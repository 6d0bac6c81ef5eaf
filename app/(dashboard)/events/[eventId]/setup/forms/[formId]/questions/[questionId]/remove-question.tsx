"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useRemoval } from "../../../../use-removal";
import { dropQuestion, restoreQuestion } from "../../actions";

/** Removes a question from all forms, for good; what registrations answer stays, and the page says so instead. */
export function RemoveQuestion({ eventId, questionId, name, answered, back }: { eventId: string; questionId: string; name: string; answered: number; back: string }) {
  const router = useRouter();
  const { remove, isPending } = useRemoval(restoreQuestion.bind(null, eventId));
  if (answered > 0) {
    return <p className="text-sm text-muted-foreground">It cannot be removed while registrations answer it. It can be taken off the form: then nobody is asked any more, and what was answered stays.</p>;
  }
  return (
    <Button variant="outline" size="sm" disabled={isPending} onClick={() => remove(name, () => dropQuestion(eventId, questionId), () => router.push(back))} className="justify-self-start text-destructive">
      <Trash2 aria-hidden />
      Remove question
    </Button>
  );
}
