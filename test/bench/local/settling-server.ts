import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { acceptAmqp } from '../../../src/local/event-hubs/amqp-server.ts';
import { message, types, type ClientReceiver, type Transfer } from '../../../src/local/event-hubs/amqp.ts';
import { stamp } from '../../../src/local/event-hubs/message-encoding.ts';
import { answer } from '../../../src/local/event-hubs/requests.ts';

/** What the SDK can do at most: this server stores nothing and reads nothing. It shares the protocol library with the real one. */
export async function startSettlingServer(): Promise<{ connectionString: string }> {
  const server = createServer((socket) =>
    acceptAmqp(socket, 1024 * 1024, {
      senderOpened: () => undefined,
      senderClosed: () => undefined,
      receiverOpened(link) {
        if (link.source?.address?.includes('ConsumerGroups')) link.on('sendable', () => fill(link));
      },
      receiverClosed: () => undefined,
      received: settle,
      closed: () => undefined,
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const key = 'SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE';
  return { connectionString: `Endpoint=sb://localhost:${port};${key};UseDevelopmentEmulator=true;` };
}

function settle(transfer: Transfer): void {
  const address = transfer.receiver.target?.address ?? '';
  if (address === '$cbs') void answer(transfer, 202, () => Promise.resolve(null));
  else if (address.endsWith('$management')) void answer(transfer, 200, () => Promise.resolve(hub));
  else transfer.delivery.accept();
}

const STRING = 0xa1;
const hub = {
  name: 'bench',
  created_at: new Date(0),
  partition_count: types.wrap_int(4),
  partition_ids: types.wrap_array(['0', '1', '2', '3'], STRING),
};

/** As the SDK encodes a body of 1 KB. */
const data = { typecode: 0x75, content: JSON.stringify('x'.repeat(1000)), multiple: false };
const event = stamp(message.encode({ body: data }), undefined, { sequenceNumber: 1, offset: 1, time: Date.now() });

function fill(link: ClientReceiver): void {
  for (let credit = link.credit; credit > 0 && link.sendable(); credit--) link.send(event, undefined, 0);
}
