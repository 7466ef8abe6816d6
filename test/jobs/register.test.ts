import { describe, expect, it } from 'vitest';
import { ends } from '../../src/domain/job.ts';
import { register } from '../../src/jobs/register.ts';
import { isOlderDelete, paddedSequencer } from '../../src/jobs/sequencer.ts';
import { aCurrent, anUpload, itemOf, noon } from '../fixtures/builders.ts';

const context = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, sweepSeconds: 60, eraseSeconds: 3600 };
const summary = (writes: ReturnType<typeof register>['writes']) =>
  writes.map((write) =>
    'create' in write ? `create ${write.create.id}` : `replace ${itemOf(write).id} if ${write.etag}`,
  );

describe('register', () => {
  it('makes head and first run of a document that was never seen', () => {
    const { writes, send } = register(
      { upload: anUpload(), sequencer: paddedSequencer('1') },
      undefined,
      noon,
      context,
    );

    expect(summary(writes)).toEqual(['create head', 'create job:0x1:1']);
    expect(send).toMatchObject({
      version: '0x1',
      run: 1,
      stage: 'ocr',
      state: 'pending',
      traceparent: context.traceparent,
    });
  });

  it('knows a version that it has seen, and sends its message again while nobody has claimed it', () => {
    expect(register({ upload: anUpload() }, aCurrent(), noon, context)).toMatchObject({ writes: [], send: { run: 1 } });
    expect(register({ upload: anUpload() }, aCurrent({ state: 'running', attempts: 1 }), noon, context)).toEqual({
      writes: [],
    });
    expect(register({ upload: anUpload() }, aCurrent({ state: 'scored' }), noon, context)).toEqual({ writes: [] });
  });

  it('ends the run that is under way when other bytes are there, in the same batch', () => {
    const { writes, send } = register(
      { upload: anUpload({ version: '0x2' }) },
      aCurrent({ state: 'running' }),
      noon,
      context,
    );

    expect(summary(writes)).toEqual(['replace job:0x1:1 if job-etag', 'replace head if head-etag', 'create job:0x2:1']);
    expect(writes[0]).toMatchObject({ replace: { state: 'superseded' } });
    expect(send).toMatchObject({ version: '0x2', run: 1 });
  });

  it.each(ends)('leaves an old run that has ended %s as it is', (state) => {
    const { writes } = register({ upload: anUpload({ version: '0x2' }) }, aCurrent({ state }), noon, context);

    expect(summary(writes)).toEqual(['replace head if head-etag', 'create job:0x2:1']);
  });

  it('starts the next run when the same version comes back after a deletion', () => {
    const { writes } = register(
      { upload: anUpload() },
      aCurrent({ state: 'deleted' }, { state: 'deleted' }),
      noon,
      context,
    );

    expect(summary(writes)).toEqual(['replace head if head-etag', 'create job:0x1:2']);
  });

  it('marks a document deleted, ends its run and owes the event', () => {
    const { writes, send } = register({ upload: undefined }, aCurrent({ state: 'running' }), noon, context);

    expect(summary(writes)).toEqual([
      'replace head if head-etag',
      'replace job:0x1:1 if job-etag',
      'create outbox:0x1:1:deleted',
      'create erasure:1',
    ]);
    expect(writes[0]).toMatchObject({ replace: { state: 'deleted' } });
    expect(send).toBeUndefined();
  });

  it('keeps the result of a deleted document that was scored', () => {
    expect(summary(register({ upload: undefined }, aCurrent({ state: 'scored' }), noon, context).writes)).toEqual([
      'replace head if head-etag',
      'create outbox:0x1:1:deleted',
      'create erasure:1',
    ]);
  });

  it('has nothing to do for a blob that is gone and was never seen, or is deleted already', () => {
    expect(register({ upload: undefined }, undefined, noon, context).writes).toEqual([]);
    expect(
      register({ upload: undefined }, aCurrent({ state: 'deleted' }, { state: 'deleted' }), noon, context).writes,
    ).toEqual([]);
  });
});

describe('isOlderDelete', () => {
  it.each([
    { head: '5', event: '4', older: true },
    { head: '5', event: '5', older: false },
    { head: '5', event: '10', older: false },
    { head: 'FF', event: '0A', older: true },
    { head: undefined, event: '4', older: false },
    { head: '5', event: undefined, older: false },
  ])('head $head, event $event: $older', ({ head, event, older }) => {
    const padded = (value: string | undefined) => (value === undefined ? undefined : paddedSequencer(value));
    const { item } = aCurrent({}, { sequencer: padded(head) }).head;

    expect(isOlderDelete(item, padded(event))).toBe(older);
  });
});
