import { call, idOf } from '../../e2e/documents-api.ts';
import { listen, type Hub } from '../../e2e/hub.ts';
import { startSystem, temporaryHome, type System } from '../../e2e/system.ts';
import { forgetLater } from '../leave-nothing.ts';
import { storageLogSettings } from './storage-log.ts';

/** A system of its own for one part of the bench, with ears on its hub. */
export interface BenchSystem {
  readonly home: string;
  readonly system: System;
  readonly hub: Hub;
}

/** Starts one, lets `work` use it and ends it. The document that `startSystem` feeds has ended before. */
export async function withSystem<T>(work: (bench: BenchSystem) => Promise<T>): Promise<T> {
  const home = await temporaryHome();
  forgetLater(home.path);
  const system = await startSystem(home.path, storageLogSettings(home.path));
  const hub = await listen(system.connectionStrings.Events);
  try {
    await hub.events(() => true);
    return await work({ home: home.path, system, hub });
  } finally {
    await hub.close();
    await system.end();
    await home.remove();
  }
}

/** The document's event has arrived here; its type. */
export async function ended({ hub }: BenchSystem, name: string): Promise<string> {
  const [event] = await hub.events(({ data }) => data.name === name);
  return /[a-z]+(?=\.v1$)/.exec(event?.type ?? '')?.[0] ?? '';
}

export type StageName = 'ocr' | 'preprocess' | 'score';

export interface StageTime {
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly durationMs?: number;
}

/** The times of a document's stages, as the API tells them. */
export async function stageTimes(
  { system }: BenchSystem,
  name: string,
): Promise<Partial<Record<StageName, StageTime>>> {
  const answer = await call(system, `/api/documents/${idOf(name)}`);
  if (!answer.ok) throw new Error(`The documents API answers ${answer.status} for ${name}`);
  const { runs } = (await answer.json()) as { runs: { stages: Partial<Record<StageName, StageTime>> }[] };
  return runs[0]?.stages ?? {};
}
