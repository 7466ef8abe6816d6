import type { SubscriptionDescription } from '../event-grid/subscription.ts';
import type { FunctionDescription } from '../functions-host/announce.ts';
import { LocalCloudError } from './local-cloud-error.ts';

/**
 * A subscription's function must be there before it, and be one that Event Grid may call.
 *
 * @throws LocalCloudError `refused` with Resource Manager's code and words. Source: github.com/Azure/bicep/issues/11656
 */
export function requireFunctions(
  subscriptions: readonly SubscriptionDescription[],
  functions: readonly FunctionDescription[],
): void {
  for (const { name, destination } of subscriptions) {
    if (destination.endpointType !== 'AzureFunction') continue;
    const { functionName } = destination;
    const refuse = (code: string, message: string) =>
      new LocalCloudError('refused', `${code}: ${message} (event subscription ${name}, function ${functionName})`);
    const one = functions.find((candidate) => candidate.name.toLowerCase() === functionName.toLowerCase());
    if (!one) throw refuse('Endpoint validation', 'Destination endpoint not found.');
    if (one.trigger !== 'eventGridTrigger')
      throw refuse(
        'Unsupported Azure Function Trigger',
        "Can't add resource; Azure Event Grid supports EventGrid Trigger type only.",
      );
  }
}
