import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';

export type Json = Record<string, unknown>;

export interface Delivered {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The events of the body, in whichever schema. */
  readonly events: Json[];
}

/** What a path answers to a request: a status, or whatever it likes; nothing at all if it never ends the response. */
type Answer = number | ((delivered: Delivered, response: ServerResponse) => void);

/** A webhook of the test: one server, a path for each subscription. */
export interface Receiver {
  url(path: string): string;
  /** The notifications of a path, in order. */
  at(path: string): Delivered[];
  /** The questions whether a path wants events: `SubscriptionValidation` or OPTIONS. */
  questions(path: string): Delivered[];
  /** Resolves with the notifications of a path as soon as there are so many. */
  until(path: string, count: number): Promise<Delivered[]>;
  untilAsked(path: string): Promise<Delivered>;
  /** What a path answers from now on: notifications (default 200) … */
  answers(path: string, answer: Answer): void;
  /** … and questions (default: yes). */
  consents(path: string, answer: Answer): void;
}

export async function startReceiver(): Promise<Receiver> {
  const notifications = new Map<string, Delivered[]>();
  const questions = new Map<string, Delivered[]>();
  const answers = new Map<string, Answer>();
  const consents = new Map<string, Answer>();
  const news = new EventEmitter<{ request: [] }>().setMaxListeners(0);
  const listOf = (map: Map<string, Delivered[]>, path: string) => map.get(path) ?? map.set(path, []).get(path) ?? [];

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = (request.url ?? '').slice(1);
      const { method = '', headers } = request;
      const delivered = { method, headers, body, events: body === '' ? [] : [JSON.parse(body) as Json].flat() };
      const isQuestion = method === 'OPTIONS' || headers['aeg-event-type'] === 'SubscriptionValidation';
      listOf(isQuestion ? questions : notifications, path).push(delivered);
      const answer = isQuestion ? (consents.get(path) ?? agree) : (answers.get(path) ?? 200);
      if (typeof answer === 'number') response.writeHead(answer).end();
      else answer(delivered, response);
      news.emit('request');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: (path) => `http://127.0.0.1:${port}/${path}`,
    at: (path) => listOf(notifications, path),
    questions: (path) => listOf(questions, path),
    async until(path, count) {
      while (listOf(notifications, path).length < count) await once(news as EventEmitter, 'request');
      return listOf(notifications, path);
    },
    async untilAsked(path) {
      for (;;) {
        const [question] = listOf(questions, path);
        if (question) return question;
        await once(news as EventEmitter, 'request');
      }
    },
    answers: (path, answer) => void answers.set(path, answer),
    consents: (path, answer) => void consents.set(path, answer),
  };
}

/** Yes, in the way of the schema that asks. */
export function agree({ method, headers, events }: Delivered, response: ServerResponse): void {
  if (method === 'OPTIONS')
    response.writeHead(200, {
      'webhook-allowed-origin': headers['webhook-request-origin'],
      'webhook-allowed-rate': 120,
    });
  const { validationCode } = (events[0]?.['data'] ?? {}) as Json;
  response.end(method === 'OPTIONS' ? '' : JSON.stringify({ validationResponse: validationCode }));
}
