import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import rhea, { type SenderOptions } from 'rhea';
import { describe, expect, it } from 'vitest';
import { source } from '../page.ts';
import { anAmqpClient, ask, encode, outcomeOf, partsOf, refusalOf } from './amqp-client.ts';
import { aNamespace, aStretch } from './clients.ts';

const namespace = await aNamespace();

async function aClient() {
  const client = await anAmqpClient(namespace);
  await client.putToken('');
  return client;
}

const refused = (what: string) => ({
  condition: 'amqp:not-implemented',
  description: `${what} is not supported by the local Event Hubs.`,
});

const coordinator = rhea.types.wrap_described(rhea.types.wrap_list([]), 0x30);

/** What the service has and this server has not: an error with its name, never a wrong answer. */
describe(source('docscore/docs/local-cloud.md'), () => {
  it.each<{ what: string; options: SenderOptions }>([
    {
      what: 'The idempotent producer',
      options: { target: 'orders', desired_capabilities: 'com.microsoft:idempotent-producer' },
    },
    { what: 'A publisher address', options: { target: 'orders/Publishers/p' } },
    { what: 'A dynamic node', options: { target: { address: '', dynamic: true } } },
  ])('refuses "$what" on a link to send', async ({ what, options }) => {
    const client = await aClient();

    expect(await refusalOf(await client.openSender(options))).toEqual(refused(what));
  });

  it('refuses "A transaction": a link to its coordinator', async () => {
    const client = await aClient();
    const sender = client.connection.open_sender({ target: 'to be replaced' });
    (sender as unknown as { local: { attach: { target: unknown } } }).local.attach.target = coordinator;
    sender.on('sender_error', () => undefined);
    await once(sender, 'sender_open');

    expect(await refusalOf(sender)).toEqual(refused('A transaction'));
  });

  it.each([
    { what: "The filter 'apache.org:no-local-filter:list'", filter: { 'apache.org:no-local-filter:list': true } },
    { what: `The selector "color = 'red'"`, filter: { 'apache.org:selector-filter:string': "color = 'red'" } },
    { what: 'A selector that is no string', filter: { 'apache.org:selector-filter:string': 7 } },
  ])('refuses $what on a link to receive', async ({ what, filter }) => {
    const client = await aClient();

    const source = { address: 'orders/ConsumerGroups/$Default/Partitions/0', filter };

    expect(await refusalOf(await client.openReceiver({ source }))).toEqual(refused(what));
  });

  it('refuses "A dynamic node" on a link to receive', async () => {
    const client = await aClient();

    const receiver = await client.openReceiver({ source: { address: '', dynamic: true } });

    expect(await refusalOf(receiver)).toEqual(refused('A dynamic node'));
  });

  it.each([
    { what: "The token type 'jwt'", token: { type: 'jwt' } },
    { what: "The token type 'amqp:swt'", token: { type: 'amqp:swt' } },
    { what: "The operation 'revoke-token' of $cbs", token: { operation: 'revoke-token' } },
  ])('refuses $what', async ({ what, token }) => {
    const client = await anAmqpClient(namespace);

    expect(await client.putToken('orders', token)).toEqual({ status: 501, description: refused(what).description });
  });

  it.each([
    { what: "The operation 'DELETE' of $management", question: { operation: 'DELETE', name: 'orders' } },
    {
      what: "The type 'com.microsoft:consumergroup' of $management",
      question: { operation: 'READ', type: 'com.microsoft:consumergroup', name: 'orders' },
    },
  ])('refuses $what', async ({ what, question }) => {
    const client = await aClient();

    const answer = await ask(client.connection, '$management', { application_properties: question });

    expect(answer).toEqual({ status: 501, description: refused(what).description });
  });

  it('refuses a message of an unknown format by its number', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await aClient();
    const sender = await client.openSender(`orders/Partitions/${partitionId}`);

    expect(await outcomeOf(sender, encode({ body: 'x' }), 0x4d)).toEqual(refused('The message format 0x4d'));
  });

  it.each([
    { what: 'HTTP', request: 'POST /orders/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n' },
    {
      what: 'WebSockets',
      request: 'GET /$servicebus/websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n',
    },
  ])('refuses AMQP over $what', async ({ request }) => {
    const { host, port } = partsOf(namespace);
    const socket = connect(port, host);
    socket.write(request);

    const answer = await text(socket);

    expect(answer).toMatch(/^HTTP\/1\.1 501 /);
    expect(answer).toContain('HTTP (and AMQP over WebSockets) is not supported by the local Event Hubs.');
  });
});
