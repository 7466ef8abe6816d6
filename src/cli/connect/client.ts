import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { DocumentDetail, DocumentList } from '../../domain/document-view.ts';
import { CliError } from '../exit.ts';
import { nobodyThere, type System } from './find-system.ts';
import { problemError } from './problem.ts';

export interface ListFilter {
  readonly state?: string | undefined;
  readonly name?: string | undefined;
  readonly limit?: number | undefined;
  readonly next?: string | undefined;
}

/** docscore's HTTP answers, checked. All throw CliError: 1 when refused, 3 when nobody is there. */
export interface Client {
  /** One page, latest change first. */
  list(filter: ListFilter): Promise<DocumentList>;
  /** `undefined` when there is no such document. */
  get(documentId: string): Promise<DocumentDetail | undefined>;
}

export function httpClient(system: System): Client {
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const response = await send(system, path);
    const body = await response.text();
    if (response.status === 404) return undefined;
    if (!response.ok) throw problemError(response.status, body, `GET ${path}`);
    return checked(schema, body, `${system.url}${path}`);
  };
  return {
    async list(filter) {
      const path = `/api/documents${queryOf(filter)}`;
      const list = await read(path, DocumentList);
      if (!list)
        throw new CliError(1, `${system.url} has no documents API`, {
          next: 'Check --url: it is the address of a docscore function app.',
        });
      return list;
    },
    get: (documentId) => read(`/api/documents/${documentId}`, DocumentDetail),
  };
}

export const keyHeader = ({ key }: System): Record<string, string> =>
  key === undefined ? {} : { 'x-functions-key': key };

const attempts = 4;
const longestWaitSeconds = 10;

/** Waits as asked on 429 and 503; every request that comes through here only reads. */
async function send(system: System, path: string): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${system.url}${path}`, {
      headers: { accept: 'application/json', ...keyHeader(system) },
    }).catch((error: unknown) => {
      throw nobodyThere(system.url, error);
    });
    if ((response.status !== 429 && response.status !== 503) || attempt === attempts) return response;
    await response.body?.cancel();
    const asked = Number(response.headers.get('retry-after') ?? '1');
    await delay(1000 * Math.min(longestWaitSeconds, Number.isFinite(asked) ? asked : 1));
  }
}

function checked<T>(schema: z.ZodType<T>, body: string, address: string): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch (cause) {
    throw new CliError(1, `${address} did not answer as docscore does`, {
      cause,
      next: 'Check --url, and that both sides are of the same version.',
    });
  }
}

function queryOf(filter: ListFilter): string {
  const given = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
