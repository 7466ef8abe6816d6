import { types, type Request } from './amqp.ts';
import { readToken, SAS_TYPE } from './cbs.ts';
import { hubNamed, partitionNamed, type Namespace } from './namespace.ts';
import { unsupported } from './refusal.ts';
import type { Hub, Partition } from './hub.ts';

/** AMQP's type code of a short string; a list of partitions is an array of these. */
const STR8 = 0xa1;

/**
 * Answers a request to `$management`: READ of a hub or of a partition.
 *
 * @returns the body of the answer.
 * @throws Refusal
 */
export async function manage(
  { application_properties: properties = {} }: Request,
  { hubs, checkJwt }: Namespace,
): Promise<object> {
  const text = (key: string) => (typeof properties[key] === 'string' ? properties[key] : '');
  const [operation, type, token] = [text('operation'), text('type'), text('security_token')];
  if (operation !== 'READ') throw unsupported(`The operation '${operation}' of $management`);
  const hub = hubNamed(hubs, text('name'));
  if (token) await readToken(token.startsWith('SharedAccessSignature ') ? SAS_TYPE : 'jwt', token, hub.name, checkJwt);
  if (type === 'com.microsoft:eventhub') return describeHub(hub);
  if (type === 'com.microsoft:partition') return describePartition(hub, partitionNamed(hub, text('partition')));
  throw unsupported(`The type '${type}' of $management`);
}

const describeHub = (hub: Hub) => ({
  name: hub.name,
  type: 'com.microsoft:eventhub',
  created_at: hub.createdOn,
  partition_count: types.wrap_int(hub.partitions.length),
  partition_ids: types.wrap_array(
    hub.partitions.map(({ id }) => id),
    STR8,
  ),
  georeplication_factor: types.wrap_int(1),
});

function describePartition(hub: Hub, { id, log }: Partition): object {
  const { first, last } = log;
  return {
    name: hub.name,
    type: 'com.microsoft:partition',
    partition: id,
    begin_sequence_number: types.wrap_long(first?.sequenceNumber ?? -1),
    last_enqueued_sequence_number: types.wrap_long(last.sequenceNumber),
    last_enqueued_offset: String(last.offset),
    last_enqueued_time_utc: new Date(last.time),
    is_partition_empty: first === undefined,
  };
}
