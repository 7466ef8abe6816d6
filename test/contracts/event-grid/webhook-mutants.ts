import type { Mutant } from '../mutant.ts';

const grid = 'src/local/event-grid';

/** Who gets events, and what they look like. */
export const webhookMutants: readonly Mutant[] = [
  {
    behaviour: 'A webhook must echo the very code',
    file: `${grid}/handshake.ts`,
    from: "return response === validationCode ? 'given'",
    to: "return response !== null ? 'given'",
    suite: 'handshake.test.ts',
  },
  {
    behaviour: '202 is no consent',
    file: `${grid}/handshake.ts`,
    from: 'if (status !== 200) return',
    to: 'if (status > 202) return',
    suite: 'handshake.test.ts',
  },
  {
    behaviour: 'A CloudEvents endpoint must allow the origin',
    file: `${grid}/handshake.ts`,
    from: 'if (allowed !== null) return { denied',
    to: "if (allowed !== null) return status < 300 ? 'given' : { denied",
    suite: 'handshake.test.ts',
  },
  {
    behaviour: 'The validation URL is good for 10 minutes',
    file: `${grid}/provisioning.ts`,
    from: 'const MANUAL_MS = 10 * 60_000;',
    to: 'const MANUAL_MS = 20 * 60_000;',
    suite: 'handshake.test.ts',
  },
  {
    behaviour: 'An endpoint that did not validate gets no events',
    file: `${grid}/provisioning.ts`,
    from: "if (consent === 'given')",
    to: "if (consent !== 'manual')",
    suite: 'handshake.test.ts',
  },
  {
    behaviour: 'Deliveries in the CloudEvents schema carry the origin',
    file: `${grid}/push.ts`,
    from: '  origin: ORIGIN,\n',
    to: '',
    suite: 'handshake.test.ts',
  },
  {
    behaviour: 'Events are transformed to the CloudEvents schema',
    file: `${grid}/push.ts`,
    from: 'isCloud ? events.map(toCloudEvent) : events',
    to: 'events',
    suite: 'delivery.test.ts',
  },
  {
    behaviour: 'A delivery names its subscription in capitals',
    file: `${grid}/push.ts`,
    from: "'aeg-subscription-name': subscription.name.toUpperCase()",
    to: "'aeg-subscription-name': subscription.name",
    suite: 'delivery.test.ts',
  },
  {
    behaviour: 'A header takes its value from the event',
    file: `${grid}/push.ts`,
    from: 'delivery && fieldOf(delivery.event, attribute.properties.sourceField)',
    to: 'delivery && attribute.properties.sourceField',
    suite: 'delivery.test.ts',
  },
  {
    behaviour: 'A batch never exceeds maxEventsPerBatch',
    file: `${grid}/batches.ts`,
    from: 'last.batch.length < maxEventsPerBatch &&',
    to: '',
    suite: 'delivery.test.ts',
  },
  {
    behaviour: 'A batch keeps to the preferred size',
    file: `${grid}/batches.ts`,
    from: ' && last.bytes + bytes <= preferredBatchSizeInKilobytes * 1024',
    to: ' && preferredBatchSizeInKilobytes > 0',
    suite: 'delivery.test.ts',
  },
];
