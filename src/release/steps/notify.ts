import { runOf } from '../run-of.ts';
import { readEvidence } from '../evidence/evidence-folder.ts';
import type { StepContext, StepResult } from './step.ts';

const texts = {
  candidate: 'stands as a candidate beside prod and waits for an approval',
  models: 'has models in shadow in prod that wait for an approval',
} as const;
type Waiting = keyof typeof texts;

/** Tells the webhook of `shared-secrets` (Teams, Slack …: `{ text }`) that somebody is waited for. Without one, says so. */
export async function notify(context: StepContext, { what }: { readonly what: Waiting }): Promise<StepResult> {
  const { place, env, say, print } = context;
  const { digest, commit } = await readEvidence(place);
  const { url } = runOf(env);
  const text = `docscore ${commit.slice(0, 12)} (release ${digest.slice(0, 12)}) ${texts[what]}. ${url}`.trim();
  const webhook = env['RELEASE_WEBHOOK'];
  // A variable that has no value stays as it was written.
  if (!webhook || webhook === 'none' || webhook.startsWith('$(')) {
    say(`nobody is told, for there is no webhook: ${text}`);
    return { told: false, text };
  }
  const told = await post(webhook, text);
  // Nobody's release fails because a chat is away.
  if (!told) print(`##vso[task.logissue type=warning]The webhook does not take it: ${text}`);
  else say(`told: ${text}`);
  return { told, text };
}

async function post(webhook: string, text: string): Promise<boolean> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) };
  const response = await fetch(webhook, request).catch(() => undefined);
  return response?.ok ?? false;
}
