import { messageOf } from '../host-log.ts';
import type { SourceContext } from './source.ts';

/** Says once that a service went away and once that it is back, however often it is asked in between. */
export function createAvailability(what: string, say: SourceContext['say']) {
  let away = false;
  return {
    isAway: () => away,
    failed(error: unknown): void {
      if (!away) say('warning', `${what} cannot be read: ${messageOf(error)}`);
      away = true;
    },
    succeeded(): void {
      if (away) say('information', `${what} can be read again`);
      away = false;
    },
  };
}
