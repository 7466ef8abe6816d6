import type { Mutant } from '../mutant.ts';

const grid = 'src/local/event-grid';

/** What happens when a delivery fails. */
export const failureMutants: readonly Mutant[] = [
  {
    behaviour: 'The third retry waits a minute',
    file: `${grid}/retry.ts`,
    from: '  30 * SECOND,\n  MINUTE,\n',
    to: '  30 * SECOND,\n  2 * MINUTE,\n',
    suite: 'retries.test.ts',
  },
  {
    behaviour: 'A webhook that answered 401 is not tried again',
    file: `${grid}/retry.ts`,
    from: 'WebHook: new Set([400, 401, 403, 413])',
    to: 'WebHook: new Set([400, 403, 413])',
    suite: 'retries.test.ts',
  },
  {
    behaviour: '203 is a success',
    file: `${grid}/retry.ts`,
    from: 'outcome >= 200 && outcome <= 204',
    to: 'outcome >= 200 && outcome <= 202',
    suite: 'retries.test.ts',
  },
  {
    behaviour: '503 waits at least 30 s',
    file: `${grid}/retry.ts`,
    from: '503: 30 * SECOND, ',
    to: '',
    suite: 'retries.test.ts',
  },
  {
    behaviour: 'An event expires',
    file: `${grid}/attempt.ts`,
    from: '!isExpired(delivery, subscription, clock.now())',
    to: 'subscription.name === delivery.subscription || !isExpired(delivery, subscription, clock.now())',
    suite: 'retries.test.ts',
  },
  {
    behaviour: 'An answer is waited for 30 s',
    file: `${grid}/window.ts`,
    from: 'const WINDOW_MS = 30_000;',
    to: 'const WINDOW_MS = 300_000;',
    suite: 'retries.test.ts',
  },
  {
    behaviour: 'Redirects are not followed',
    file: `${grid}/push.ts`,
    from: "redirect: 'manual', ",
    to: '',
    suite: 'retries.test.ts',
  },
  {
    behaviour: 'Ten failures in a row delay new events',
    file: `${grid}/probation.ts`,
    from: 'const FAILURES = 10;',
    to: 'const FAILURES = 100;',
    suite: 'retries.test.ts',
  },
  {
    behaviour: 'A dead letter is written five minutes late',
    file: `${grid}/burial.ts`,
    from: 'const DELAY_MS = 5 * 60_000;',
    to: 'const DELAY_MS = 60_000;',
    suite: 'dead-letters.test.ts',
  },
  {
    behaviour: 'A dead letter is given up after four hours',
    file: `${grid}/burial.ts`,
    from: 'const GIVE_UP_MS = 4 * 3_600_000;',
    to: 'const GIVE_UP_MS = 8 * 3_600_000;',
    suite: 'dead-letters.test.ts',
  },
  {
    behaviour: 'A dead letter lies under its subscription and hour',
    file: `${grid}/dead-letter.ts`,
    from: 'at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours()',
    to: 'at.getUTCMonth() + 1, at.getUTCDate()',
    suite: 'dead-letters.test.ts',
  },
  {
    behaviour: 'A dead CloudEvent tells its reason in lower case',
    file: `${grid}/dead-letter.ts`,
    from: '[name.toLowerCase(), value]',
    to: '[name, value]',
    suite: 'dead-letters.test.ts',
  },
  {
    behaviour: 'Attempts are remembered over a restart',
    file: `${grid}/delivery-store.ts`,
    from: 'update.run(JSON.stringify({ ...delivery, id: undefined, subscription: undefined }), delivery.id);',
    to: 'return void delivery;',
    suite: 'restart.test.ts',
  },
  {
    behaviour: 'A webhook that agreed is not asked again after a restart',
    file: `${grid}/delivery-store.ts`,
    from: 'validate.run(subscription, endpoint);',
    to: 'return void [subscription, endpoint];',
    suite: 'restart.test.ts',
  },
];
