import type { Entry } from '../../evidence/entry.ts';
import { type Html, markup } from './html.ts';

/** The first letters of a digest; the whole is its title. */
export const shortDigest = (digest: string): Html => markup`<code title="${digest}">${digest.slice(0, 12)}</code>`;

interface Happened {
  readonly what: string;
  readonly details: Html;
}

/** An entry of the evidence in words. */
export function whatHappened(entry: Entry): Happened {
  switch (entry.what) {
    case 'plan': {
      const changes = Object.entries(entry.changes).map(([kind, count]) => `${count} ${kind}`);
      return { what: 'Plan', details: markup`${changes.join(', ')} ${shortDigest(entry.sha256)}` };
    }
    case 'platform':
      return { what: 'Platform deployed', details: markup`${entry.deployment}` };
    case 'events':
      return { what: 'Event subscriptions deployed', details: markup`${entry.deployment}` };
    case 'deployed':
      return deployed(entry);
    case 'staged':
      return { what: 'Models staged', details: markup`${entry.models.map(staged)}` };
    case 'compared':
      return { what: 'Compared', details: markup`${versionOf(entry)}: ${entry.verdict}. ${entry.says}` };
    case 'smoke':
      return smoke(entry);
    case 'approved':
      return { what: 'Approved', details: markup`${entry.by.map(approver)}` };
    case 'promoted':
      return {
        what: 'Models promoted',
        details: entry.models.length > 0 ? versionsOf(entry.models) : markup`none`,
      };
    case 'finished':
      return { what: 'Finished', details: markup`the candidate app is empty again` };
    case 'rolled-back':
      return rolledBack(entry);
    case 'withdrawn':
      return {
        what: 'Withdrawn',
        details: markup`${entry.why}; ${entry.app ? 'the candidate app was stopped' : 'no candidate app was stopped'}${versionsOf(entry.models)}`,
      };
  }
}

type EntryOf<What extends Entry['what']> = Extract<Entry, { what: What }>;

const deployed = ({ app, package: now, instead }: EntryOf<'deployed'>): Happened => ({
  what: `Package deployed (${app})`,
  details: markup`${shortDigest(now)}${instead === undefined ? undefined : markup` instead of ${shortDigest(instead)}`}`,
});

const staged = ({ model, modelVersion, outcome, why }: EntryOf<'staged'>['models'][number]) =>
  markup`<div>${model} ${modelVersion}: ${outcome}${why === undefined ? '' : ` (${why})`}</div>`;

const smoke = ({ app, passed, failed, package: tested }: EntryOf<'smoke'>): Happened => ({
  what: `Smoke test (${app})`,
  details: markup`${passed} passed${failed.length > 0 ? `, failed: ${failed.join(', ')}` : ''}; package ${shortDigest(tested)}`,
});

const approver = ({ name, comment }: EntryOf<'approved'>['by'][number]) =>
  markup`<div>by ${name}${comment === '' ? '' : `: “${comment}”`}</div>`;

const rolledBack = ({ from, to, models }: EntryOf<'rolled-back'>): Happened => ({
  what: 'Rolled back',
  details: markup`${from !== undefined && to !== undefined ? markup`package ${shortDigest(from)} → ${shortDigest(to)}` : 'the package stays'}${versionsOf(models)}`,
});

interface Version {
  readonly model: string;
  readonly modelVersion: string;
}

const versionOf = ({ model, modelVersion }: Version) => `${model} ${modelVersion}`;
const versionsOf = (models: readonly Version[]) => markup`${models.map((one) => markup`<div>${versionOf(one)}</div>`)}`;
