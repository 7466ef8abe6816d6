import { z } from 'zod';

/** A header that each delivery carries. Source: learn.microsoft.com/azure/event-grid/delivery-properties */
const DeliveryAttribute = z.discriminatedUnion('type', [
  z.strictObject({
    name: headerName(),
    type: z.literal('Static'),
    properties: z.strictObject({ value: z.string().max(4096), isSecret: z.boolean().default(false) }),
  }),
  z.strictObject({
    name: headerName(),
    type: z.literal('Dynamic'),
    properties: z.strictObject({ sourceField: z.string().min(1) }),
  }),
]);

function headerName() {
  return z.string().regex(/^(?!aeg-)[A-Za-z0-9-]+$/i, 'must be a header name that does not begin with aeg-');
}

const delivery = {
  /** Ranges as in the service. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
  maxEventsPerBatch: z.int().min(1).max(5000).default(1),
  preferredBatchSizeInKilobytes: z.int().min(1).max(1024).default(64),
  deliveryAttributeMappings: z.array(DeliveryAttribute).max(10).default([]),
};

/**
 * Where a subscription's events go, in the words of ARM.
 * Not supported: EventHub, StorageQueue, ServiceBusQueue, ServiceBusTopic, HybridConnection, PartnerDestination, MonitorAlert,
 * NamespaceTopic, and webhooks behind Entra.
 */
export const Destination = z.discriminatedUnion('endpointType', [
  z.strictObject({ endpointType: z.literal('AzureFunction'), functionName: z.string().min(1), ...delivery }),
  z.strictObject({
    endpointType: z.literal('WebHook'),
    endpointUrl: z.url({ protocol: /^https?$/ }),
    ...delivery,
  }),
]);
export type Destination = z.output<typeof Destination>;
