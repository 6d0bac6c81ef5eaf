import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { missing, requireContext } from "@/app/session";
import { Card } from "@/components/ui/card";
import { getQuestionSetup, type QuestionSetup } from "@/lib/questions/setup";
import { Back } from "../../../../back";
import { counted } from "../../../../counted";
import { Section } from "../../../../section";
import { saveQuestion } from "../../actions";
import { QuestionForm } from "../../question-form";
import { RemoveQuestion } from "./remove-question";

export const metadata: Metadata = { title: "Question" };

export default async function QuestionPage({ params }: { params: Promise<{ eventId: string; formId: string; questionId: string }> }) {
  const { eventId, formId, questionId } = await params;
  const question = await getQuestionSetup(await requireContext("events:read"), { eventId, questionId }).catch(missing);
  const asked = question.forms.find((form) => form.formId === formId) ?? notFound();
  const back = `/events/${eventId}/setup/forms/${formId}`;
  const { id, name, reference, type, numberOfColumns, answers, revision } = question;
  return (
    <>
      <Back href={back}>{asked.form.name}</Back>
      <Section title={name} text={useOf(question)} className="max-w-4xl">
        <Card className="p-6 sm:p-8">
          <QuestionForm
            action={saveQuestion.bind(null, eventId, formId, id)}
            cancel={back}
            question={{ name, reference, type, numberOfColumns, answers, revision, isMandatory: asked.isMandatory }}
          />
        </Card>
        <RemoveQuestion eventId={eventId} questionId={id} name={name} answered={question.answered} back={back} />
      </Section>
    </>
  );
}

function useOf({ answered, forms, isShared }: QuestionSetup): string {
  const use = `${answered === 0 ? "No registration answers it yet" : `Answered in ${counted(answered, "registration")}`}; asked on ${counted(forms.length, "form")}.`;
  return isShared ? `Shared by all events of the organisation: a change shows at each of them. ${use}` : use;
}
