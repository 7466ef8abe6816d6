/** An event in Event Grid's own schema. Source: learn.microsoft.com/azure/event-grid/event-schema */
export interface GridEvent<Body = unknown> {
  id: string;
  topic: string;
  /** For a blob: `/blobServices/default/containers/<container>/blobs/<name>`, the name unencoded. */
  subject: string;
  eventType: string;
  /** ISO 8601, UTC. */
  eventTime: string;
  data: Body;
  dataVersion: string;
  metadataVersion: string;
}
