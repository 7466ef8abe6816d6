import { HttpRequest, InvocationContext } from '@azure/functions';
import { boundedAfterwards } from '../../../src/adapters/bounded-afterwards.ts';
import { memoryModels, type MemoryModel } from '../../../src/adapters/memory-models.ts';
import { memoryRollouts } from '../../../src/adapters/memory-rollouts.ts';
import type { Rollout } from '../../../src/domain/rollout.ts';
import type { LabelledRow } from '../../../src/domain/labelled-row.ts';
import { noteCaller, type Role, roles } from '../../../src/functions/http/auth/caller.ts';
import { changeRollout } from '../../../src/functions/http/rollout/change-rollout.ts';
import { getRollout } from '../../../src/functions/http/rollout/get-rollout.ts';
import { watchRollouts } from '../../../src/functions/timers/watch-rollouts.ts';
import type { Services } from '../../../src/ports.ts';
import { aManifest } from '../../fixtures/builders.ts';
import { aRollout } from '../../fixtures/rollouts.ts';
import { aSystem } from '../a-system.ts';
import { asDocumented } from '../as-documented.ts';

/** Says yes to texts that hold the word. */
const says = (model: string, modelVersion: string, word: string): MemoryModel => ({
  manifest: aManifest({ model, modelVersion, labels: ['no', 'yes'], reads: { documents: ['*'], instances: true } }),
  answer: ({ tokens }) => ((tokens as readonly string[]).includes(word) ? [0.1, 0.9] : [0.8, 0.2]),
});

interface Options {
  readonly rollout?: Partial<Rollout>;
  /** Version 2.0.0 of `review`; 1.0.0 says yes to `good`. */
  readonly blue?: MemoryModel['answer'];
  /** Labels, by their index, that version 2.0.0 was trained on. */
  readonly trainedOn?: readonly number[];
  /** Instances that may wait for the other version. */
  readonly room?: number;
}

interface ChangeOptions {
  readonly as?: Role;
  readonly model?: string;
  readonly ifMatch?: string;
}

/** Models `document-type` and `review` at 1.0.0, with `review` 2.0.0 and 3.0.0 registered; everything in memory. */
export function aRolloutSystem({ rollout = {}, blue, trainedOn = [], room = 100 }: Options = {}) {
  const second = says('review', '2.0.0', 'great');
  const lineage = { ...second.manifest.lineage, corrections: trainedOn.map(labelId) };
  const models = memoryModels([
    says('document-type', '1.0.0', 'letter'),
    says('review', '1.0.0', 'good'),
    { manifest: { ...second.manifest, lineage }, answer: blue ?? second.answer },
    says('review', '3.0.0', 'fine'),
  ]);
  const errors: unknown[] = [];
  const afterwards = boundedAfterwards({ limit: room, onError: (error) => errors.push(error) });
  // Whatever is labelled in a test comes after the candidate.
  const blueOf = rollout.blue && { ...rollout.blue, since: '2000-01-01T00:00:00.000Z' };
  const review = aRollout({ ...rollout, ...(blueOf && { blue: blueOf }) });
  const rollouts = memoryRollouts([aRollout({ model: 'document-type' }), review]);
  const system = aSystem(() => ({ models, registry: models, afterwards, rollouts }));
  const { services } = system;
  const context = (as: Role) => {
    const lines: string[] = [];
    const made = new InvocationContext({
      functionName: 'test',
      logHandler: (_level, line) => lines.push(String(line)),
    });
    noteCaller(made, { kind: 'token', name: `app:${as}`, roles: roles.slice(0, roles.indexOf(as) + 1) });
    return Object.assign(made, { lines });
  };
  const ask = async (handler: typeof getRollout, request: HttpRequest, as: Role) => {
    const answer = await asDocumented(handler, await handler(services)(request, context(as)));
    const body: unknown = answer.jsonBody ?? (typeof answer.body === 'string' ? JSON.parse(answer.body) : undefined);
    return { status: answer.status ?? 200, body, headers: answer.headers as Record<string, string> };
  };
  return {
    ...{ ...system, errors, ask },
    idle: () => services.afterwards.idle(),
    rollout: async () => (await services.rollouts.read('review'))?.item,
    get: (model = 'review') => ask(getRollout, requestOf(model), 'reader'),
    change: (body: unknown, { as = 'release', model = 'review', ifMatch = '' }: ChangeOptions = {}) =>
      ask(changeRollout, requestOf(model, body, ifMatch), as),
    async watch() {
      const made = context('operator');
      await watchRollouts(services)({} as never, made);
      return made.lines;
    },
    label: (text: string, label: string, index: number, change: Partial<LabelledRow> = {}) =>
      services.labels.put(aLabel(services, text, label, index, change)),
  };
}

function aLabel(
  { now }: Services,
  text: string,
  label: string,
  index: number,
  change: Partial<LabelledRow>,
): LabelledRow {
  return {
    ...{
      schema: 1,
      id: labelId(index),
      model: 'review',
      modelVersion: '1.0.0',
    },
    ...{
      subject: `request:${String(index)}:0`,
      row: { text },
      label,
      predicted: label,
      revision: 1,
      at: now().toISOString(),
    },
    ...change,
  };
}

/** 26 letters that spell a number. */
const labelId = (index: number) =>
  Array.from(String(index).padStart(26, '0'), (digit) => String.fromCharCode(97 + Number(digit))).join('');

function requestOf(model: string, body?: unknown, ifMatch = ''): HttpRequest {
  return new HttpRequest({
    method: body === undefined ? 'GET' : 'POST',
    url: 'http://localhost/',
    params: { model },
    headers: { 'content-type': 'application/json', ...(ifMatch === '' ? {} : { 'if-match': ifMatch }) },
    ...(body === undefined ? {} : { body: { string: JSON.stringify(body) } }),
  });
}
