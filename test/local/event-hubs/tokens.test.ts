import { describe, expect, it } from 'vitest';
import { anAmqpClient, ask, endOf, refusalOf } from '../../contracts/event-hubs/amqp-client.ts';
import { aServer } from './servers.ts';

/** A server that takes the token `let me in`, for a minute or as long as a test wants. */
const aServerWithCheck = (expiresAt = () => Date.now() + 60_000) =>
  aServer({
    checkJwt: (token, audience) =>
      token === 'let me in'
        ? Promise.resolve({ expiresAt: expiresAt() })
        : Promise.reject(new Error(`IDX10500: no key for ${audience}`)),
  });

const putJwt = (client: Awaited<ReturnType<typeof anAmqpClient>>, token: string, audience = 'sb://localhost/orders') =>
  ask(client.connection, '$cbs', {
    body: token,
    application_properties: { operation: 'put-token', type: 'jwt', name: audience },
  });

describe('a token of Entra ID', () => {
  it('that the check takes opens what it was put for, and nothing else', async () => {
    const client = await anAmqpClient(await aServerWithCheck());

    expect(await putJwt(client, 'let me in')).toMatchObject({ status: 202 });

    const sender = await client.openSender('orders');
    expect(sender.is_closed()).toBe(false);
    const other = await client.openSender({ target: 'others', name: 'other' });
    expect(await refusalOf(other)).toMatchObject({ condition: 'amqp:unauthorized-access' });
  });

  it('that the check refuses is refused with its reason', async () => {
    const client = await anAmqpClient(await aServerWithCheck());

    const answer = await putJwt(client, 'forged');

    expect(answer.status).toBe(401);
    expect(answer.description).toContain('IDX10500: no key for sb://localhost/orders');
  });

  it('that has expired is refused', async () => {
    const client = await anAmqpClient(await aServerWithCheck(() => Date.now() - 1));

    expect(await putJwt(client, 'let me in')).toMatchObject({ status: 401 });
  });

  it('that ends takes its links along', async () => {
    const client = await anAmqpClient(await aServerWithCheck(() => Date.now() + 300));
    await putJwt(client, 'let me in');

    const sender = await client.openSender('orders');

    expect(await endOf(sender)).toMatchObject({ condition: 'amqp:unauthorized-access' });
  });

  it('counts in a question to $management too', async () => {
    const client = await anAmqpClient(await aServerWithCheck());
    await putJwt(client, 'let me in');
    const question = { operation: 'READ', type: 'com.microsoft:eventhub', name: 'orders' };
    const asking = (security_token: string) =>
      ask(client.connection, '$management', { application_properties: { ...question, security_token } });

    expect(await asking('let me in')).toMatchObject({ status: 200 });
    expect(await asking('forged')).toMatchObject({ status: 401 });
  });
});
