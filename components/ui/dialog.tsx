"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

type ContentProps = ComponentProps<typeof Primitive.Content> & { title: ReactNode; text?: ReactNode; side?: "centre" | "left" };

/** Over a dimmed page, with its title and a cross. Focus stays inside and goes back where it came from. `left`: a drawer. */
export function DialogContent({ title, text, side = "centre", className, children, ...rest }: ContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 bg-scrim data-[state=open]:animate-[fade-in_120ms_ease-out]" />
      <Primitive.Content
        {...(text ? {} : { "aria-describedby": undefined })}
        className={cn("fixed z-50 overflow-y-auto border bg-popover shadow-xl shadow-foreground/10 outline-none", sides[side], className)}
        {...rest}
      >
        <div className="flex items-start justify-between gap-4">
          <div className="grid min-w-0 gap-1.5">
            <Primitive.Title className="text-lg font-semibold [overflow-wrap:anywhere]">{title}</Primitive.Title>
            {text ? <Primitive.Description className="text-sm text-muted-foreground">{text}</Primitive.Description> : null}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close" className="-mt-1.5 -mr-2">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

const sides = {
  centre: "top-1/2 left-1/2 grid max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 gap-5 rounded-xl p-6 data-[state=open]:animate-[fade-in_120ms_ease-out]",
  left: "inset-y-0 left-0 flex bg-card w-[min(20rem,calc(100vw-3rem))] flex-col gap-4 border-y-0 border-l-0 p-4 data-[state=open]:animate-[drawer-in_160ms_ease-out]",
} as const;
