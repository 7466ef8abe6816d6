import type { Mutant } from '../mutant.ts';

const room = (file: string) => `src/local/document-intelligence/${file}`;

/** What becomes of an analysis between its start and its end. */
export const lifetimeMutants: readonly Mutant[] = [
  {
    behaviour: 'A deleted result is gone',
    file: room('routes.ts'),
    from: 'context.store.remove(id);',
    to: '',
    suite: 'lifetime.test.ts',
  },
  {
    behaviour: 'A result is gone after 24 hours',
    file: room('document-intelligence.ts'),
    from: 'const KEPT_MS = 24 *',
    to: 'const KEPT_MS = 48 *',
    suite: 'lifetime.test.ts',
  },
  {
    behaviour: 'The resource says what it has',
    file: room('routes.ts'),
    from: '=== `/${api}/info`',
    to: '=== `/${api}/details`',
    suite: 'lifetime.test.ts',
  },
];
