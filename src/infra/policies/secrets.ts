import { isRuntimeValue, type Value } from '../plan/value.ts';
import { broken, isRecord, type Policy } from './policy.ts';

/** What would be a secret in a template: keys of resources, and connection strings with one. */
const secret =
  /\blist(Keys|AccountSas|ServiceSas|ConnectionStrings|Secrets)?\(|AccountKey=|SharedAccessKey=|InstrumentationKey=(?!.*runtime)/i;

/** No key and no connection string is a value of the plan: identities ask, instead. */
export const secrets: Policy = (plan) =>
  plan.resources
    .filter(({ existing, body }) => !existing && texts(body).some((text) => secret.test(text)))
    .map((resource) =>
      broken(
        resource,
        'secret',
        `${resource.name} holds a key or a connection string with one: give the app's identity a role instead`,
      ),
    );

function texts(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (isRuntimeValue(value)) return [value.runtime];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(texts);
  return isRecord(value) ? Object.values(value).flatMap(texts) : [];
}
