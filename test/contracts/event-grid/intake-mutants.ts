import type { Mutant } from '../mutant.ts';

const grid = 'src/local/event-grid';

/** What it takes and passes on. */
export const intakeMutants: readonly Mutant[] = [
  {
    behaviour: 'Publishing without a key answers 401',
    file: `${grid}/publish-key.ts`,
    from: "return 'Request must contain one of the following authorization signature: aeg-sas-token, aeg-sas-key.';",
    to: 'return undefined;',
    suite: 'authenticate.test.ts',
  },
  {
    behaviour: 'A wrong key answers 401',
    file: `${grid}/publish-key.ts`,
    from: 'return sameText(key, authorisation.key)',
    to: "return key !== ''",
    suite: 'authenticate.test.ts',
  },
  {
    behaviour: 'A signature covers the expiry',
    file: `${grid}/publish-key.ts`,
    from: ".update(unsigned).digest('base64')",
    to: ".update(unsigned).digest('base64') && (parts.get('s') ?? '')",
    suite: 'authenticate.test.ts',
  },
  {
    behaviour: 'A signature expires',
    file: `${grid}/publish-key.ts`,
    from: 'expiry > nowMs',
    to: 'expiry > 0',
    suite: 'authenticate.test.ts',
  },
  {
    behaviour: 'A signature is for one topic',
    file: `${grid}/publish-key.ts`,
    from: "if (resource === '' || !endpoint.toLowerCase().startsWith(resource.toLowerCase()))",
    to: "if (resource === '')",
    suite: 'authenticate.test.ts',
  },
  {
    behaviour: 'A request over 1 MB answers 413',
    file: `${grid}/publisher.ts`,
    from: 'const LARGEST_BYTES = 1_048_576;',
    to: 'const LARGEST_BYTES = 10_485_760;',
    suite: 'publish.test.ts',
  },
  {
    behaviour: 'An event without an id answers 400',
    file: `${grid}/published-events.ts`,
    from: 'id: z.string().min(1),\n  subject: z.string(),',
    to: "id: z.string().default('none'),\n  subject: z.string(),",
    suite: 'publish.test.ts',
  },
  {
    behaviour: 'A time that is none answers 400',
    file: `${grid}/published-events.ts`,
    from: 'eventTime: z.iso.datetime({ offset: true, local: true })',
    to: 'eventTime: z.string()',
    suite: 'publish.test.ts',
  },
  {
    behaviour: 'A CloudEvent without a specversion answers 400',
    file: `${grid}/published-events.ts`,
    from: "specversion: z.literal('1.0', { error: 'must be 1.0' })",
    to: "specversion: z.literal('1.0').default('1.0')",
    suite: 'publish.test.ts',
  },
  {
    behaviour: 'The topic is stamped on the event',
    file: `${grid}/published-events.ts`,
    from: 'data: event.data ?? null, topic: id }',
    to: 'data: event.data ?? null, topic: topic.name }',
    suite: 'publish.test.ts',
  },
  {
    behaviour: 'Event types are filtered',
    file: `${grid}/filter.ts`,
    from: "if (!types.includes(type) && !types.includes('All')) return false;",
    to: '',
    suite: 'filters.test.ts',
  },
  {
    behaviour: 'Subjects are compared without letter case unless asked otherwise',
    file: `${grid}/filter.ts`,
    from: '(filter.isSubjectCaseSensitive ? text : text.toLowerCase())',
    to: 'text',
    suite: 'filters.test.ts',
  },
  {
    behaviour: 'Each of several advanced filters must pass',
    file: `${grid}/filter.ts`,
    from: 'filter.advancedFilters.every(',
    to: 'filter.advancedFilters.length === 0 || filter.advancedFilters.some(',
    suite: 'filters.test.ts',
  },
  {
    behaviour: 'An absent key matches NumberNotIn and StringNotIn only',
    file: `${grid}/advanced-filter.ts`,
    from: "if (found === undefined) return filter.operatorType === 'NumberNotIn' || filter.operatorType === 'StringNotIn';",
    to: '',
    suite: 'filters.test.ts',
  },
  {
    behaviour: 'An array matches by its elements when that is enabled',
    file: `${grid}/advanced-filter.ts`,
    from: 'onArrays && Array.isArray(found)',
    to: 'onArrays && found === null',
    suite: 'filters.test.ts',
  },
  {
    behaviour: 'The ends of a range are in it',
    file: `${grid}/advanced-filter.ts`,
    from: 'key >= low && key <= high',
    to: 'key > low && key < high',
    suite: 'filters.test.ts',
  },
];
