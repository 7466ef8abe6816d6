import { describe, expect, it } from 'vitest';
import { taskChecks } from '../../../src/local/azure-devops/checks.ts';
import type { Check } from '../../../src/release/rehearsal/devops-view.ts';
import { refusalOf } from '../../../src/release/rehearsal/refusals.ts';

const check = (id: string, inputs: Record<string, string>): Check => ({
  type: { id: 'task check' },
  settings: { displayName: '', inputs, definitionRef: { id } },
});
const onlyMain = check(taskChecks.branchControl, { allowedBranches: 'refs/heads/main,refs/heads/hotfix' });
const hours = (timeZone: string) =>
  check(taskChecks.businessHours, {
    ...{ businessDays: 'Monday,Tuesday', startTime: '09:00', endTime: '17:00', timeZone },
  });
const berlin = 'W. Europe Standard Time';

const branch = 'refs/heads/main';

describe('branch control', () => {
  it.each([
    ['refs/heads/main', undefined],
    ['refs/heads/hotfix', undefined],
    ['refs/heads/feature', 'branch control'],
    ['refs/heads/main2', 'branch control'],
  ])('of %s: %s', (from, refused) => {
    expect(refusalOf([onlyMain], { branch: from, at: undefined })?.check).toBe(refused);
  });
});

describe('business hours', () => {
  it.each([
    // Monday; Berlin is an hour ahead of UTC in winter, two in summer.
    ['2026-03-02T07:59:00Z', berlin, 'business hours'],
    ['2026-03-02T08:00:00Z', berlin, undefined],
    ['2026-07-06T07:00:00Z', berlin, undefined],
    ['2026-03-02T15:59:00Z', berlin, undefined],
    ['2026-03-02T16:00:00Z', berlin, 'business hours'],
    ['2026-03-04T12:00:00Z', berlin, 'business hours'],
    // Sunday here, Monday there.
    ['2026-03-02T00:30:00Z', 'Tokyo Standard Time', undefined],
    ['2026-03-01T23:30:00Z', 'UTC', 'business hours'],
  ])('at %s in %s: %s', (at, zone, refused) => {
    expect(refusalOf([hours(zone)], { branch, at: new Date(at) })?.check).toBe(refused);
  });

  it('are not asked without a time', () => {
    expect(refusalOf([onlyMain, hours(berlin)], { branch, at: undefined })).toBeUndefined();
  });

  it('in a time zone that is not known are an error that names it', () => {
    expect(() => refusalOf([hours('Mars Standard Time')], { branch, at: new Date(0) })).toThrow('Mars Standard Time');
  });
});

it('lets a run in where nothing is asked', () => {
  expect(refusalOf([{ type: { id: 'approval' } }], { branch, at: new Date(0) })).toBeUndefined();
});
