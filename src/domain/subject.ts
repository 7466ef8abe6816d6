import type { RunKey } from './run-key.ts';

/** What a prediction was about. */
export type Subject =
  | ({ readonly kind: 'document'; readonly model: string } & RunKey)
  | { readonly kind: 'request'; readonly requestId: string; readonly index: number };

/** The id of a model's prediction of a document: what feedback and labelled rows call it. */
export const documentSubject = ({ documentId, version, run, model }: RunKey & { model: string }) =>
  `document:${documentId}:${version}:${String(run)}:${model}`;

/** The id of a recorded prediction. @param index Of the instance, from 0. */
export const requestSubject = (requestId: string, index: number) => `request:${requestId}:${String(index)}`;

/** @returns `undefined` for what is no prediction's id. */
export function parseSubject(id: string): Subject | undefined {
  const [, documentId, version, run, model] =
    /^document:([a-z2-7]{26}):(.+):([1-9]\d{0,8}):([a-z0-9-]+)$/.exec(id) ?? [];
  if (documentId !== undefined && version !== undefined && model !== undefined)
    return { kind: 'document', documentId, version, run: Number(run), model };
  const [, requestId, index] = /^request:(.{1,100}):(0|[1-9]\d{0,3})$/s.exec(id) ?? [];
  return requestId === undefined ? undefined : { kind: 'request', requestId, index: Number(index) };
}
