import { createHash } from 'node:crypto';
import type { Role, System } from './system.ts';

/** What tests read of `GET /api/documents/{id}`. */
export interface Shown {
  readonly state: string;
  readonly version: string;
  readonly pages?: number;
  readonly reason?: { readonly message: string; readonly next?: string };
  readonly runs: readonly {
    readonly version: string;
    readonly run: number;
    readonly state: string;
    readonly stages: Partial<Record<'ocr' | 'preprocess' | 'score', { readonly attempts: number }>>;
    readonly predictions: readonly { readonly label: string }[];
  }[];
}

/** The document id as anybody can compute it: SHA-256 of container, newline and name, first 26 base32 characters. */
export function idOf(name: string): string {
  const digest = createHash('sha256').update(`documents\n${name}`).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: 26 },
    (_, at) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(bits.slice(5 * at, 5 * at + 5), 2)],
  ).join('');
}

export const versionOf = ({ etag }: { etag?: string }) => (etag ?? '').replaceAll('"', '');

/** A call with the function key. */
export const call = (system: System, path: string, init: RequestInit = {}) =>
  fetch(`${system.url}${path}`, {
    ...init,
    headers: { 'x-functions-key': system.keys.default, ...(init.headers as Record<string, string> | undefined) },
  });

/** A call of whoever has this role; it bears no key. */
export const callAs = async (system: System, role: Role, path: string, init: RequestInit = {}) =>
  fetch(`${system.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${await tokenOf(system, role)}`,
      ...(init.headers as Record<string, string> | undefined),
    },
  });

/** Fresh from the local issuer. */
export async function tokenOf({ issuer }: System, role: Role): Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: role,
    client_secret: issuer.clients[role],
    scope: issuer.scope,
  };
  const answer = await fetch(issuer.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

export const show = async (system: System, name: string) =>
  (await (await call(system, `/api/documents/${idOf(name)}`)).json()) as Shown;
