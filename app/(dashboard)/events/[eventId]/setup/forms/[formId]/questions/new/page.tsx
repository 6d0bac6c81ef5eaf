import type { Metadata } from "next";
import { missing, requireContext } from "@/app/session";
import { Card } from "@/components/ui/card";
import { getFormWithQuestions } from "@/lib/forms/questions";
import { Back } from "../../../../back";
import { Section } from "../../../../section";
import { addQuestion } from "../../actions";
import { QuestionForm } from "../../question-form";

export const metadata: Metadata = { title: "New question" };

export default async function NewQuestionPage({ params }: { params: Promise<{ eventId: string; formId: string }> }) {
  const { eventId, formId } = await params;
  const form = await getFormWithQuestions(await requireContext("events:write"), { eventId, formId }).catch(missing);
  const back = `/events/${eventId}/setup/forms/${formId}`;
  return (
    <>
      <Back href={back}>{form.name}</Back>
      <Section title="New question" className="max-w-4xl">
        <Card className="p-6 sm:p-8">
          <QuestionForm action={addQuestion.bind(null, eventId, formId)} cancel={back} />
        </Card>
      </Section>
    </>
  );
}
