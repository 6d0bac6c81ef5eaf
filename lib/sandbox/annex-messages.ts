import { type Answer, type Heard, type Order } from "./messages";
import { type PoolOptions } from "./pool";
import { type End } from "./runner";

/** `id`: the run it is about. */
export type ToAnnex =
  | { readonly kind: "open"; readonly options: PoolOptions }
  | { readonly kind: "run"; readonly id: number; readonly order: Order }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer }
  | { readonly kind: "cancel"; readonly id: number };

export type FromAnnex =
  /** The process is there, and waits for `open`. */
  | { readonly kind: "there" }
  | { readonly kind: "begun"; readonly id: number }
  | { readonly kind: "heard"; readonly id: number; readonly message: Heard }
  | { readonly kind: "ended"; readonly id: number; readonly end: End }
  /** No worker could be started for it. */
  | { readonly kind: "failed"; readonly id: number; readonly words: string };
