import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll } from 'vitest';

/** What a function of a fixture app tells of one call; the call goes on when the witness answers, and fails when it answers 500. */
export type Report = Record<string, unknown> & { function: string; invocationId: string };

type Answer = (report: Report) => 200 | 500 | Promise<200 | 500>;

/** Hears what the functions under test see, and decides how their calls end. */
export interface Witness {
  readonly url: string;
  readonly reports: readonly Report[];
  /** All reports that fit, past and coming, as soon as there are `count`. */
  seen(fits: (report: Report) => boolean, count?: number): Promise<Report[]>;
  /** How the calls of a function end from now on; without it they succeed. */
  answer(functionName: string, answer: Answer): void;
}

/** A witness for the tests of one file. */
export async function openWitness(): Promise<Witness> {
  const reports: Report[] = [];
  const answers = new Map<string, Answer>();
  const news = new EventEmitter().setMaxListeners(0);
  const server = createServer((request, response) => {
    void (async () => {
      const report = (await json(request)) as Report;
      reports.push(report);
      news.emit('report');
      response.writeHead((await answers.get(report.function)?.(report)) ?? 200).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reports,
    answer: (functionName, answer) => void answers.set(functionName, answer),
    async seen(fits, count = 1) {
      for (;;) {
        const found = reports.filter(fits);
        if (found.length >= count) return found;
        await once(news, 'report');
      }
    },
  };
}

/** The reports of one function. */
export const of = (name: string) => (report: Report) => report.function === name;
