import { z } from 'zod';
import type { Logger, Services } from '../../ports.ts';
import { blobHint } from '../blob-hint.ts';
import { intake } from '../intake.ts';
import { settleAll } from '../settle-all.ts';

const batch = 100;

const atOnce = 4;

/** An Event Grid dead letter: what it could not deliver, with why. Source: learn.microsoft.com/azure/event-grid/manage-event-delivery */
const Letter = z.array(z.unknown()).min(1);

/**
 * Event Grid's dead letters: what they name is looked at now, then the letter goes. One that makes no sense is put among
 * those that a person looks at, with the reason, so that no sweep looks at it again.
 */
export async function takeDeadLetters(services: Services, traceparent: string, log: Logger): Promise<void> {
  const { deadLetters } = services;
  await settleAll(await deadLetters.listUndelivered(batch), atOnce, async ({ id, content }) => {
    const hints = hintsOf(content);
    if (hints) {
      for (const hint of hints) await intake(services, { ...hint, traceparent }, log);
      log.warn({ event: 'dead-letter.taken', letter: id, events: hints.length });
    } else {
      await deadLetters.put('event-grid', content, `Not blob events of container documents; it was ${id}`);
      log.error({ event: 'dead-letter.rejected', letter: id });
    }
    await deadLetters.remove(id);
  });
}

/** @returns `undefined` when any of it makes no sense. */
function hintsOf(content: string) {
  const hints = Letter.safeParse(parsed(content)).data?.map(blobHint);
  return hints?.every((hint) => hint !== undefined) ? hints : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
