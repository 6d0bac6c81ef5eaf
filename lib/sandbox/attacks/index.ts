import { type Attack } from "./attack";
import { doors } from "./doors";
import { escapes } from "./escapes";
import { loops } from "./loops";
import { memory } from "./memory";
import { nativeLoops } from "./native-loops";
import { objects } from "./objects";
import { output } from "./output";
import { promises } from "./promises";
import { recursion } from "./recursion";
import { regularExpressions } from "./regular-expressions";

/** Every program against which the sandbox is held, by what it abuses. */
export const attacks: Readonly<Record<string, readonly Attack[]>> = { loops, regularExpressions, nativeLoops, memory, recursion, promises, objects, doors, output, escapes };
