import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Between an answer and the next request of a client, in ms: the test's own work wants the processor too. */
const paceMs = 10;

/** Requests over a fixed number of connections, until it is ended. */
interface SteadyLoad {
  /** Resolves with an answer that came after the call and whose body is this. @throws Error when the load has ended before. */
  until(body: string): Promise<void>;
  /** Ends the load when what is under way has been answered. */
  end(): Promise<{ answers: ReadonlyMap<string, number>; failures: readonly string[]; connections: number }>;
}

/** @param path Answers 200 with one of few bodies. */
export function steadyLoad(url: string, path: string, clients = 4): SteadyLoad {
  const answers = new Map<string, number>();
  const failures: string[] = [];
  const waiting = new Set<{ body: string; found: () => void }>();
  const sockets = new Set<unknown>();
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let isEnding = false;

  const once = () =>
    new Promise<void>((done) => {
      const sent = request(`${url}${path}`, { agent }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          if (response.statusCode !== 200) failures.push(`${response.statusCode ?? 0} ${body}`);
          else note(body);
          done();
        });
        response.on('error', (error) => void failures.push(error.message));
      });
      sent.on('socket', (socket) => sockets.add(socket));
      sent.on('error', (error) => {
        failures.push(error.message);
        done();
      });
      sent.end();
    });
  function note(body: string) {
    answers.set(body, (answers.get(body) ?? 0) + 1);
    for (const one of waiting)
      if (one.body === body) {
        waiting.delete(one);
        one.found();
      }
  }
  const runs = Array.from({ length: clients }, async () => {
    while (!isEnding) {
      await once();
      await wait(paceMs);
    }
  });
  return {
    until: (body) => new Promise((found) => void waiting.add({ body, found })),
    async end() {
      isEnding = true;
      await Promise.all(runs);
      agent.destroy();
      return { answers, failures, connections: sockets.size };
    },
  };
}
