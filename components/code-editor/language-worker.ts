import { expose } from "comlink";
import { createLanguageService, type Declarations, type EventType, type LanguageService } from "./language-service";

export type LanguageWorker = ReturnType<typeof languageWorker>;

/** The compiler, away from the page: a keystroke never waits for it. One worker serves one editor. Whatever is asked before it stands, waits. */
function languageWorker() {
  let stands: (service: LanguageService) => void;
  const service = new Promise<LanguageService>((resolve) => (stands = resolve));
  return {
    /** @param address  of the declarations, as JSON */
    async start(address: string, eventType: EventType): Promise<void> {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`The declarations did not come: ${answer.status}.`);
      const declarations: Declarations = await answer.json();
      stands(createLanguageService(declarations, eventType));
    },
    update: async (code: string) => (await service).update(code),
    findings: async () => (await service).findings(),
    complete: async (offset: number, isAsked: boolean) => (await service).complete(offset, isAsked),
    describe: async (offset: number, label: string) => (await service).describe(offset, label),
    explain: async (offset: number) => (await service).explain(offset),
  };
}

expose(languageWorker());
