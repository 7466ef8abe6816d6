import { describe, expect, it } from 'vitest';
import { RequestsHub, type Tamper } from './requests-hub.ts';
import { contents, poison } from './services.ts';
import { World } from './world.ts';

/** Good ones by id, with the label that they must get. */
const good = new Map(Array.from({ length: 10 }, (_, at) => [`good-${String(at)}`, contents[at % 4] ?? '']));
const bad = ['no JSON', { id: 'bad', model: 'document-type', instances: [{ text: 1 }] }];
const request = (id: string, text: string) => ({ id, model: 'document-type', instances: [{ text }] });

/** Messages come, workers die, requests and answers get lost; then all that ends, and everything comes to rest. */
async function live(seed: number, tamper?: Tamper): Promise<RequestsHub> {
  const world = new World(seed);
  const hub = new RequestsHub(world, tamper);
  const messages = [...[...good].map(([id, text]) => request(id, text)), ...bad, request('poison', poison)];
  world.faults = { lostRequest: 0.02, lostAnswer: 0.03, kill: 0.01 };
  for (let step = 0; step < 400; step++) {
    if (messages.length > 0 && world.chance(0.1))
      hub.send(messages.splice(Math.floor(world.random() * messages.length), 1)[0]);
    if (world.chance(0.1)) hub.deliver();
    if (world.chance(0.02)) hub.sweep();
    if (world.chance(0.03)) await hub.feed();
    if (world.chance(0.02)) world.pass(world.random() * 40);
    await world.step();
  }
  for (const message of messages) hub.send(message);
  world.faults = { lostRequest: 0, lostAnswer: 0, kill: 0 };
  for (let round = 0; round < 30; round++) {
    if (round > 20 && hub.isRead) break;
    hub.deliver();
    hub.sweep();
    await hub.feed();
    while (world.waiting > 0) await world.step();
    world.pass(35);
  }
  return hub;
}

/** What must never happen, as sentences. */
function violations({ stores, isRead }: RequestsHub): string[] {
  const { answered, requests, deadLetters } = stores;
  const items = requests.everything();
  const wrong = [...good].flatMap(([id, label]) => {
    const events = answered.filter(({ subject }) => subject === id);
    const copies = new Set(events.map((event) => JSON.stringify(event)));
    const recorded = items.filter((item) => item.type === 'recorded' && item.requestId === id);
    if (copies.size !== 1 || recorded.length !== 1)
      return [`${id}: ${String(copies.size)} different events, ${String(recorded.length)} answers`];
    return events[0]?.data.predictions[0]?.label === label ? [] : [`${id} was answered wrongly`];
  });
  const strangers = answered
    .filter(({ subject }) => !good.has(subject))
    .map(({ subject }) => `${subject} was answered`);
  const letters = deadLetters.kept().map(({ content }) => /good-\d+|no JSON|bad|poison/.exec(content)?.[0] ?? content);
  const owed = items.flatMap((item) =>
    item.type === 'inbox' && item.dueAt !== undefined ? [`${item.requestId} is due`] : [],
  );
  return [
    ...(isRead ? [] : ['The hub has not been read']),
    ...(letters.sort().join() === 'bad,no JSON,poison' ? [] : [`dead letters: ${letters.join()}`]),
    ...[...wrong, ...strangers, ...owed],
  ];
}

describe('messages to the hub requests, while workers die and calls get lost:', () => {
  it('each good one has one answer, each bad one and the one that kills its workers a dead letter', async () => {
    for (let seed = 1; seed <= 60; seed++) expect([seed, violations(await live(seed))]).toEqual([seed, []]);
  });

  const without: Readonly<Record<string, Tamper>> = {
    'a batch that cannot be written comes again': (services) => {
      const { requests } = services;
      return {
        ...services,
        requests: withBound(requests, { create: (item) => requests.create(item).catch(() => 'exists' as const) }),
      };
    },
    'the sweep finishes what broke off': (services) => ({
      ...services,
      requests: withBound(services.requests, { listDue: () => Promise.resolve([]) }),
    }),
    'attempts are counted at the claim': (services) => {
      const { requests } = services;
      const uncounted: typeof requests.replace = (stored) =>
        requests.replace('attempts' in stored.item ? { ...stored, item: { ...stored.item, attempts: 1 } } : stored);
      return { ...services, requests: withBound(requests, { replace: uncounted }) };
    },
  };

  it.each(Object.entries(without))('goes wrong unless %s', async (_, tamper) => {
    for (let seed = 1; seed <= 30; seed++) if (violations(await live(seed, tamper)).length > 0) return;
    expect.unreachable('Nothing went wrong');
  });
});

/** The port with some of its methods replaced. */
function withBound<T extends object>(port: T, change: Partial<T>): T {
  return new Proxy(port, {
    get: (target, property) => Reflect.get(property in change ? change : target, property) as unknown,
  });
}
