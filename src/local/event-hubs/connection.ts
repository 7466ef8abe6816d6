import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { resetSocket } from '../faults/http-faults.ts';
import { acceptAmqp, COORDINATOR } from './amqp-server.ts';
import type { ClientReceiver, ClientSender, Request, Transfer } from './amqp.ts';
import { Grants } from './cbs.ts';
import { openConsumer } from './consumer.ts';
import { manage } from './management.ts';
import { MAX_MESSAGE_SIZE, type Namespace } from './namespace.ts';
import type { Consumer } from './ownership.ts';
import { openProducer } from './producer.ts';
import { amqpError, unsupported, type Refusal } from './refusal.ts';
import { answer } from './requests.ts';
import { makeLane, refusalOf } from './troubles.ts';

/** ms in which a client has to put a token. Source: learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide */
const TOKEN_DEADLINE_MS = 20_000;

/** Lets a client in, or does to it what a fault on `connect` asks for. */
export async function acceptConnection(socket: Socket, namespace: Namespace): Promise<void> {
  const trouble = namespace.faults?.meet('event-hubs', 'connect');
  if (trouble?.kind === 'drop' || trouble?.kind === 'down') {
    resetSocket(socket);
    return;
  }
  if (trouble?.kind === 'latency') await delay(trouble.ms);
  if (socket.destroyed) return;
  // Clients do not heed the error of a connection (the SDK waits for ever): it is told at the first token.
  serveConnection(socket, namespace, trouble && trouble.kind !== 'latency' ? refusalOf(trouble, 'connect') : undefined);
}

/** Serves one client: `$cbs` for tokens, `$management` for questions, and links to send and receive events. */
function serveConnection(socket: Socket, namespace: Namespace, refusal?: Refusal): void {
  const grants = new Grants(namespace.checkJwt);
  const consumers = new Map<ClientReceiver, Consumer>();
  const producers = new Map<ClientSender, (transfer: Transfer) => void>();
  const wire = { reset: () => resetSocket(socket), end: () => socket.destroySoon() };

  const putToken = async (request: Request) => {
    const refused = refusal;
    refusal = undefined;
    if (refused) throw refused;
    await grants.put(request);
  };
  const openSender = (link: ClientSender, address: string): ((transfer: Transfer) => void) => {
    const lane = makeLane(namespace.faults, wire.reset);
    // What is no request ends the connection, as any other breach of the protocol.
    const answers =
      (status: number, operation: string, work: (request: Request) => Promise<unknown>) => (transfer: Transfer) =>
        void answer(transfer, status, (request) => lane(operation, () => work(request))).catch(wire.reset);
    if (address === '$cbs') return answers(202, 'cbs', putToken);
    if (address === COORDINATOR) throw unsupported('A transaction');
    if (link.target?.dynamic) throw unsupported('A dynamic node');
    grants.demand(address);
    grants.hold(link, address, (error) => link.close(error));
    if (!isManagement(address)) return openProducer(link, address, namespace, lane);
    return answers(200, 'management', (request) => manage(request, namespace));
  };
  const openReceiver = (link: ClientReceiver, address: string) => {
    if (address === '$cbs') return;
    if (link.source?.dynamic) throw unsupported('A dynamic node');
    grants.demand(address);
    grants.hold(link, address, (error) => (consumers.get(link)?.stop ?? link.close.bind(link))(error));
    if (!isManagement(address)) consumers.set(link, openConsumer(link, address, namespace, wire));
  };

  acceptAmqp(socket, MAX_MESSAGE_SIZE, {
    senderOpened: (link) => open(link, () => producers.set(link, openSender(link, link.target?.address ?? ''))),
    receiverOpened: (link) => open(link, () => openReceiver(link, link.source?.address ?? '')),
    receiverClosed(link) {
      consumers.get(link)?.stop();
      consumers.delete(link);
      grants.release(link);
    },
    senderClosed(link) {
      producers.delete(link);
      grants.release(link);
    },
    received: (transfer) => producers.get(transfer.receiver)?.(transfer),
    closed() {
      for (const consumer of consumers.values()) consumer.stop();
      grants.end();
      forgetDeadline();
    },
  });
  const { clock } = namespace;
  const forgetDeadline = clock.at(clock.now() + TOKEN_DEADLINE_MS, () => {
    if (!grants.some) wire.end();
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
