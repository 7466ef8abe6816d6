import { InvocationContext } from '@azure/functions';
import type { Inbox } from '../../../src/domain/inbox.ts';
import { scoreRequests } from '../../../src/functions/events/score-requests.ts';
import type { Services } from '../../../src/ports.ts';
import { aSystem } from '../a-system.ts';

/** A system that takes messages of the hub `requests`, and what became of them. */
export function aStream(change?: (services: Services) => Partial<Services>) {
  const system = aSystem(change);
  const context = new InvocationContext({ functionName: 'test', logHandler: () => undefined });
  const everything = () => system.stores.requests.everything();
  return {
    ...system,
    /** One batch of the trigger. */
    receive: async (...messages: readonly unknown[]) => {
      await scoreRequests(system.services)([...messages], context);
    },
    /** As the change feed, or a sweep after its grace, finds them. */
    publish: async () => {
      system.world.pass(61);
      await system.sweep();
    },
    inbox: (requestId: string) =>
      everything().find((item): item is Inbox => item.type === 'inbox' && item.requestId === requestId),
    of: (type: 'recorded' | 'outbox') => everything().filter((item) => item.type === type),
    letters: () => system.stores.deadLetters.kept(),
  };
}

/** A request whose one instance is answered with its first word. */
export const aRequest = (id: string, text = 'alpha') => ({ id, model: 'document-type', instances: [{ text }] });
