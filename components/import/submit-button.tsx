"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "@/components/ui/button";

/** Sends its form once: while the answer is awaited it cannot be pressed again. */
export function SubmitButton(props: Omit<ComponentProps<typeof Button>, "type" | "asChild">) {
  const { pending } = useFormStatus();
  return <Button type="submit" disabled={pending} aria-busy={pending} {...props} />;
}
