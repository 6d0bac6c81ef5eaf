import { MessageCircleQuestion, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { missing, requireContext } from "@/app/session";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { getFormWithQuestions } from "@/lib/forms/questions";
import { listQuestionsToAsk } from "@/lib/questions/setup";
import { Back } from "../../back";
import { Section } from "../../section";
import { saveForm } from "../actions";
import { FormFields } from "../form-fields";
import { AskQuestion } from "./ask-question";
import { QuestionList } from "./question-list";

export const metadata: Metadata = { title: "Form" };

export default async function FormPage({ params }: { params: Promise<{ eventId: string; formId: string }> }) {
  const { eventId, formId } = await params;
  const ctx = await requireContext("events:read");
  const { questions, ...form } = await getFormWithQuestions(ctx, { eventId, formId }).catch(missing);
  const others = await listQuestionsToAsk(ctx, { eventId, formId });
  const { name, description, senderEmail, url, isDefault, allowsGaps, revision } = form;
  const base = `/events/${eventId}/setup/forms`;
  return (
    <>
      <Back href={base}>Forms</Back>
      <h2 className="mb-6 text-xl break-words">{name}</h2>
      <div className="grid items-start gap-x-8 gap-y-12 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Section
          title="Questions"
          text="In the order in which they are asked."
          action={
            <Button asChild size="sm">
              <Link href={`${base}/${formId}/questions/new`} data-changes>
                <Plus aria-hidden />
                New question
              </Link>
            </Button>
          }
        >
          {questions.length === 0 ? <EmptyState Icon={MessageCircleQuestion} title="No questions yet" text="Visitors are asked for their name and how to reach them in any case. What else do you want to know?" /> : null}
          <QuestionList eventId={eventId} formId={formId} questions={questions} />
          {others.length > 0 ? <AskQuestion eventId={eventId} formId={formId} questions={others} /> : null}
        </Section>
        <Section title="Settings">
          <Card className="p-6">
            <FormFields action={saveForm.bind(null, eventId, formId)} form={{ name, description, senderEmail, url, isDefault, allowsGaps, revision }} />
          </Card>
        </Section>
      </div>
    </>
  );
}
