import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names joined, the later of two that contradict winning: what a primitive's caller adds overrides the primitive. */
export function cn(...classes: ClassValue[]): string {
  return twMerge(clsx(classes));
}
