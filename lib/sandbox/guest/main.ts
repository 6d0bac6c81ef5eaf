import { AbortController, AbortSignal } from "./abort";
import { atob, btoa, TextDecoder, TextEncoder } from "./bytes";
import { structuredClone } from "./clone";
import { console } from "./console";
import { crypto } from "./crypto";
import { csv } from "./csv";
import { DOMException } from "./dom-exception";
import { door, settle } from "./door";
import { Event, EventTarget } from "./event-target";
import { fetch } from "./fetch";
import { fail, start } from "./harness";
import { Headers } from "./headers";
import { Request } from "./request";
import { Response } from "./response";
import { performance } from "./performance";
import { random } from "./random";
import { secrets, state } from "./store";
import { clearTimeout, fire, queueMicrotask, setInterval, setTimeout } from "./timers";
import { URL } from "./url";
import { URLSearchParams } from "./url-search-params";
import { xml } from "./xml";

/** What the author's code finds beside the language itself. Adding one is adding a name here. */
const globals = {
  ...{ console, fetch, Headers, Request, Response, AbortController, AbortSignal, Event, EventTarget, DOMException },
  ...{ URL, URLSearchParams, TextEncoder, TextDecoder, atob, btoa, structuredClone, crypto },
  ...{ setTimeout, clearTimeout, setInterval, clearInterval: clearTimeout, queueMicrotask },
  ...{ xml, csv, state, secrets },
  performance,
};

for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
// The engine's own would go on from where its memory was copied, in every run alike.
Object.defineProperty(Math, "random", { value: random });
// One thread has nothing to share, and the engine's share is untested ground.
Reflect.deleteProperty(globalThis, "SharedArrayBuffer");

/** What the worker holds on to. */
export const harness = { start, fail, settle, fire, door };
