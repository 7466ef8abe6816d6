import type { Socket } from 'node:net';
import { acceptAmqp } from './amqp-server.ts';
import {
  message as amqpMessage,
  types,
  type ClientReceiver,
  type ClientSender,
  type Request,
  type Transfer,
} from './amqp.ts';
import { Grants } from './cbs.ts';
import { openConsumer } from './consumer.ts';
import { manage } from './management.ts';
import { MAX_MESSAGE_SIZE, type Namespace } from './namespace.ts';
import type { Consumer } from './ownership.ts';
import { openProducer } from './producer.ts';
import { amqpError } from './refusal.ts';

/** Serves one client: `$cbs` for tokens, `$management` for questions, and links to send and receive events. */
export function serveConnection(socket: Socket, namespace: Namespace): void {
  const grants = new Grants();
  const consumers = new Map<ClientReceiver, Consumer>();
  const producers = new Map<ClientSender, (transfer: Transfer) => void>();

  const openSender = (link: ClientSender): ((transfer: Transfer) => void) => {
    const address = link.target?.address ?? '';
    if (address === '$cbs') return (transfer) => answer(transfer, 202, (request) => grants.put(request));
    grants.demand(address);
    if (isManagement(address)) return (transfer) => answer(transfer, 200, (request) => manage(request, namespace));
    return openProducer(link, address, namespace);
  };

  acceptAmqp(socket, MAX_MESSAGE_SIZE, {
    senderOpened: (link) =>
      open(link, () => {
        producers.set(link, openSender(link));
      }),
    receiverOpened: (link) =>
      open(link, () => {
        const address = link.source?.address ?? '';
        if (address === '$cbs') return;
        grants.demand(address);
        if (!isManagement(address)) consumers.set(link, openConsumer(link, address, namespace));
      }),
    receiverClosed(link) {
      consumers.get(link)?.stop();
      consumers.delete(link);
    },
    senderClosed: (link) => producers.delete(link),
    received: (transfer) => producers.get(transfer.receiver)?.(transfer),
    closed() {
      for (const consumer of consumers.values()) consumer.stop();
    },
  });
}

/** Opens what a link is for; a refusal closes it again. */
function open(link: ClientSender | ClientReceiver, attach: () => void): void {
  try {
    attach();
  } catch (error) {
    link.close(amqpError(error));
  }
}

const isManagement = (address: string) => /(^|\/)\$management$/i.test(address);

/** HTTP's codes for the refusals of a request; 400 for those without one. */
const statuses: Record<string, number> = {
  'amqp:unauthorized-access': 401,
  'amqp:not-found': 404,
  'amqp:internal-error': 500,
  'amqp:not-implemented': 501,
};

/** Request and response over two links: the answer goes where `reply_to` says. */
function answer({ message, delivery, receiver }: Transfer, status: number, work: (request: Request) => unknown): void {
  delivery.accept();
  const request = amqpMessage.decode(message);
  const link = receiver.connection.find_sender(
    ({ target, name }) => target?.address === request.reply_to || name === request.reply_to,
  );
  const respond = (properties: object, body: unknown = null) =>
    link?.send(
      amqpMessage.encode({
        correlation_id: request.message_id,
        to: request.reply_to,
        application_properties: properties,
        body,
      }),
      undefined,
      0,
    );
  try {
    const body = work(request);
    respond({ 'status-code': types.wrap_int(status), 'status-description': status === 202 ? 'Accepted' : 'OK' }, body);
  } catch (error) {
    const { condition, description } = amqpError(error);
    const code = types.wrap_int(statuses[condition] ?? 400);
    respond({
      'status-code': code,
      'status-description': description,
      'error-condition': types.wrap_symbol(condition),
    });
  }
}
