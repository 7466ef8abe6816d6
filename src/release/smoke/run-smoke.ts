import { join } from 'node:path';
import type { Asked, Check, Outcome } from './check.ts';
import { liveCheck, modelChecks, openApiCheck, readyCheck, versionCheck } from './checks.ts';
import { documentCheck } from './document-check.ts';

interface SmokeOptions extends Omit<Asked, 'until' | 'sample'> {
  /** Of each check, in seconds. */
  readonly timeout: number;
  /** A file to send instead of the repository's; `false`: none, where triggers are disabled. */
  readonly document?: string | false | undefined;
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Comes with the repository; a picture, so that reading is tried too. */
const sample = join(import.meta.dirname, '../../../seed/documents/receipt-cafe.jpg');

/** Asks an app from outside what people ask. All checks are made, whatever fails; never throws. */
export async function runSmoke({ timeout, document, onOutcome, ...what }: SmokeOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const file = document === undefined || document === false ? sample : document;
  const asked = (): Asked => ({ ...what, sample: file, until: Date.now() + timeout * 1000 });
  const make = async (check: Check) => {
    const outcome = await outcomeOf(check, asked());
    outcomes.push(outcome);
    onOutcome(outcome);
  };
  for (const check of [liveCheck, readyCheck, versionCheck, openApiCheck]) await make(check);
  let found: readonly Check[] = [];
  await make({
    name: 'models',
    ask: async (now) => {
      found = await modelChecks(now);
      return `${String(found.length)} in slots`;
    },
  });
  for (const check of [...found, ...(document === false ? [] : [documentCheck])]) await make(check);
  return outcomes;
}

async function outcomeOf({ name, ask }: Check, asked: Asked): Promise<Outcome> {
  const started = performance.now();
  const ended = (isPassed: boolean, says: string) => ({ name, isPassed, says, ms: performance.now() - started });
  try {
    return ended(true, await ask(asked));
  } catch (error) {
    return ended(false, error instanceof Error ? error.message : String(error));
  }
}
