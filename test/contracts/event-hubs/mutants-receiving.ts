import type { Mutant } from '../mutant.ts';

const room = 'src/local/event-hubs';

/** Events that go out. */
export const receivingMutants: readonly Mutant[] = [
  {
    behaviour: 'a start position is exclusive unless it is said otherwise',
    file: `${room}/start-position.ts`,
    from: "operator === '>' ? at(position) > start : at(position) >= start",
    to: 'at(position) >= start',
    suite: 'consume.test.ts',
  },
  {
    behaviour: 'the latest position is the end',
    file: `${room}/start-position.ts`,
    from: "if (value === '@latest') return log.nextSequenceNumber;",
    to: "if (value === '@latest') return 0;",
    suite: 'consume.test.ts',
  },
  {
    behaviour: 'a start position behind the end is refused',
    file: `${room}/start-position.ts`,
    from: "if (field !== 'enqueued-time' && start > at(log.last))",
    to: 'if (false)',
    suite: 'consume.test.ts',
  },
  {
    behaviour: 'a consumer group that is not there is refused',
    file: `${room}/namespace.ts`,
    from: 'if (!hub.hasConsumerGroup(consumerGroup)) throw',
    to: 'if (false) throw',
    suite: 'consume.test.ts',
  },
  {
    behaviour: 'events come in the order of their partition',
    file: `${room}/outlet.ts`,
    from: 'ready = events.reverse();',
    to: 'ready = events;',
    suite: 'consume.test.ts',
  },
  {
    behaviour: 'the end of the partition comes with each event when asked',
    file: `${room}/consumer.ts`,
    from: "wanted.includes('com.microsoft:enable-receiver-runtime-metric')",
    to: 'false',
    suite: 'consume.test.ts',
  },
  {
    behaviour: 'a higher epoch takes the partition over',
    file: `${room}/ownership.ts`,
    from: 'peer.stop(amqpError(stolen(reason)));',
    to: '',
    suite: 'ownership.test.ts',
  },
  {
    behaviour: 'a lower epoch stays out',
    file: `${room}/ownership.ts`,
    from: 'if (epoch < highest) throw',
    to: 'if (false) throw',
    suite: 'ownership.test.ts',
  },
  {
    behaviour: 'who has no epoch stays out where one is',
    file: `${room}/ownership.ts`,
    from: 'if (highest >= 0)',
    to: 'if (false)',
    suite: 'ownership.test.ts',
  },
  {
    behaviour: 'an epoch counts in its consumer group only',
    file: `${room}/ownership.ts`,
    from: 'consumer.group === group',
    to: 'consumer.group.length > 0',
    suite: 'ownership.test.ts',
  },
  {
    behaviour: 'a sixth receiver is one too many',
    file: `${room}/ownership.ts`,
    from: 'if (peers.length >= MAX_RECEIVERS)',
    to: 'if (false)',
    suite: 'ownership.test.ts',
  },
  {
    behaviour: 'a partition is free when its owner has gone',
    file: `${room}/connection.ts`,
    from: 'consumers.get(link)?.stop();',
    to: '',
    suite: 'ownership.test.ts',
  },
  {
    behaviour: 'events are forgotten after the retention time',
    file: `${room}/hub.ts`,
    from: 'retentionMs: retentionHours * 3_600_000',
    to: 'retentionMs: Infinity',
    suite: 'recovery.test.ts',
  },
];
