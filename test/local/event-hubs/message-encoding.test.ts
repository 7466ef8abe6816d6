import fc from 'fast-check';
import rhea from 'rhea';
import { expect, it } from 'vitest';
import { mapPartitionKeyToId } from '../../../node_modules/@azure/event-hubs/dist/esm/impl/partitionKeyToIdMapper.js';
import { MalformedMessage } from '../../../src/local/event-hubs/amqp-values.ts';
import { eventsOf, partitionKeyOf, runtimeMetric, stamp } from '../../../src/local/event-hubs/message-encoding.ts';
import { partitionForKey } from '../../../src/local/event-hubs/partition-hash.ts';

const { types } = rhea;
const encode = (message: object) => rhea.message.encode(message);
const position = { sequenceNumber: 7, offset: 1234, time: Date.UTC(2030, 0, 1) };

it('writes annotations that a client reads, beside those of the producer', () => {
  const event = encode({ message_annotations: { mine: 'x', 'x-opt-offset': 'forged' }, body: 'b' });

  const stamped = rhea.message.decode(stamp(event, 'key', position));

  expect(stamped.message_annotations).toEqual({
    mine: 'x',
    'x-opt-sequence-number': 7,
    'x-opt-offset': '1234',
    'x-opt-enqueued-time': new Date(position.time),
    'x-opt-partition-key': 'key',
  });
  expect(stamped.body).toBe('b');
});

it('keeps the bytes of every other section, in their order', () => {
  const parts = {
    header: Buffer.from([0x00, 0x53, 0x70, 0xc0, 2, 1, 0x41]),
    properties: Buffer.from([0x00, 0x53, 0x73, 0xc0, 4, 1, 0xa1, 1, 0x6d]),
    // A ulong in eight bytes, where an encoder would take two: decoding and encoding would lose it.
    body: Buffer.from([0x00, 0x53, 0x77, 0x80, 0, 0, 0, 0, 0, 0, 0, 5]),
  };
  const event = Buffer.concat([parts.header, parts.properties, parts.body]);

  const stamped = stamp(event, undefined, position);

  expect(stamped.subarray(0, parts.header.length)).toEqual(parts.header);
  expect(stamped.subarray(-parts.properties.length - parts.body.length)).toEqual(
    Buffer.concat([parts.properties, parts.body]),
  );
});

it('keeps a partition key that the producer put on an event of a batch without key', () => {
  const event = encode({ message_annotations: { 'x-opt-partition-key': 'own' }, body: 'b' });

  expect(partitionKeyOf(stamp(event, undefined, position))).toBe('own');
});

it('puts the end of the partition in front, for a receiver that asked', () => {
  const event = Buffer.concat([runtimeMetric(position, 99), encode({ body: 'b' })]);

  expect(rhea.message.decode(event).delivery_annotations).toEqual({
    last_enqueued_sequence_number: 7,
    last_enqueued_offset: '1234',
    last_enqueued_time_utc: new Date(position.time),
    runtime_info_retrieval_time_utc: new Date(99),
  });
});

it.each([3, 200, 255, 256, 5000])('reads a partition key of %i bytes', (length) => {
  const key = 'k'.repeat(length);

  expect(partitionKeyOf(encode({ message_annotations: { 'x-opt-partition-key': key }, body: null }))).toBe(key);
  expect(partitionKeyOf(stamp(encode({ body: null }), key, position))).toBe(key);
});

it('refuses a partition key that is no string', () => {
  const message = encode({ message_annotations: { 'x-opt-partition-key': types.wrap_int(3) }, body: null });

  expect(() => partitionKeyOf(message)).toThrow(MalformedMessage);
});

it('finds in any bytes a message or a MalformedMessage, nothing else', () => {
  const message = encode({
    message_annotations: { a: { b: [1, 'x'] } },
    subject: 's',
    application_properties: { n: 1 },
    body: ['list', 2.5],
  });
  const damage = fc.array(fc.tuple(fc.nat(message.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(damage, fc.nat(message.length), (changes, length) => {
      const bytes = Buffer.from(message);
      for (const [at, value] of changes) bytes[at] = value;
      try {
        stamp(bytes.subarray(0, length), partitionKeyOf(bytes), position);
        eventsOf(bytes, 0x80013700);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedMessage);
      }
    }),
    { numRuns: 2000 },
  );
});

it('picks the partition of a key as the SDK does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 32 }), (key, count) => {
      expect(partitionForKey(key, count)).toBe(mapPartitionKeyToId(key, count));
    }),
    { numRuns: 2000 },
  );
});
