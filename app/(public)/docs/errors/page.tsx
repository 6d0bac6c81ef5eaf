import { redirect } from "next/navigation";

export default function ErrorsPage(): never {
  redirect("/docs#errors");
}
