import { taskChecks } from '../../local/azure-devops/checks.ts';
import type { Check } from './devops-view.ts';
import type { Refusal } from './rehearsal.ts';

/** IANA names of the zones that people here use; Windows has others. Source: unicode.org/cldr windowsZones. */
const zones: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'FLE Standard Time': 'Europe/Kiev',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Pacific Standard Time': 'America/Los_Angeles',
  'India Standard Time': 'Asia/Calcutta',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'AUS Eastern Standard Time': 'Australia/Sydney',
};

/** Whether branch control and business hours let a run in. @param at undefined: hours are not asked, as `--now` was not given. */
export function refusalOf(
  checks: readonly Check[],
  { branch, at }: { branch: string; at: Date | undefined },
): Refusal | undefined {
  for (const { settings } of checks) {
    const { definitionRef, inputs = {} } = settings ?? {};
    const kind = (definitionRef as { id?: string } | undefined)?.id;
    if (kind === taskChecks.branchControl) {
      const allowed = (inputs['allowedBranches'] ?? '').split(',');
      if (!allowed.includes(branch))
        return { check: 'branch control', reason: `${branch} is not among ${allowed.join(', ')}` };
    }
    if (kind === taskChecks.businessHours && at !== undefined && !isWithin(inputs, at))
      return {
        check: 'business hours',
        reason: `${at.toISOString()} is outside ${inputs['businessDays']} ${inputs['startTime']}–${inputs['endTime']} ${inputs['timeZone']}`,
      };
  }
  return undefined;
}

function isWithin(
  { businessDays = '', timeZone = '', startTime = '', endTime = '' }: Readonly<Record<string, string>>,
  at: Date,
): boolean {
  const zone = zones[timeZone];
  if (zone === undefined)
    throw new Error(
      `The rehearsal does not know the time zone ${timeZone}: add it to src/release/rehearsal/refusals.ts`,
    );
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const time = `${parts.get('hour')}:${parts.get('minute')}`;
  return businessDays.split(',').includes(parts.get('weekday') ?? '') && time >= startTime && time < endTime;
}
