import type { Kind } from "@/lib/functions/schema";

/**
 * A program to begin a function with: whole, and meant to be read and changed. It is guest code and never runs in this process. As it
 * stands its first run succeeds: while an address or a secret of another system is missing it says in its log what it would send.
 * Written without back-quotes and `${`, so that it can stand as raw text in its module.
 * @property text     what it does, in one sentence
 * @property secrets  what its function needs under Secrets before it can do all of it
 */
export type Template = {
  id: string;
  kind: Kind;
  name: string;
  text: string;
  code: string;
  secrets?: readonly { name: string; text: string }[];
};
