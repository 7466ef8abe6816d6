import { passes } from './advanced-filter.ts';
import { isCloudEvent } from './cloud-event.ts';
import type { TopicEvent } from './cloud-event.ts';
import { fieldOf } from './event-field.ts';
import type { Subscription } from './subscription.ts';

/** Whether a subscription wants an event of its topic: its type, its subject, and every advanced filter. */
export function wants({ filter }: Subscription, event: TopicEvent): boolean {
  const types = filter.includedEventTypes ?? ['All'];
  const type = isCloudEvent(event) ? event.type : event.eventType;
  if (!types.includes(type) && !types.includes('All')) return false;
  const fold = (text: string) => (filter.isSubjectCaseSensitive ? text : text.toLowerCase());
  const subject = fold(event.subject ?? '');
  if (!subject.startsWith(fold(filter.subjectBeginsWith))) return false;
  if (!subject.endsWith(fold(filter.subjectEndsWith))) return false;
  return filter.advancedFilters.every((one) =>
    passes(one, fieldOf(event, one.key), filter.enableAdvancedFilteringOnArrays),
  );
}
