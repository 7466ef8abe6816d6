/** Wanted ports, by the local cloud's names. */
interface PortOptions {
  readonly port?: number;
  readonly blobPort?: number;
  readonly queuePort?: number;
  readonly cosmosPort?: number;
  readonly eventHubsPort?: number;
  readonly eventGridPort?: number;
  readonly issuerPort?: number;
}

export interface StartOptions extends PortOptions {
  readonly once?: boolean;
  readonly fresh?: boolean;
  readonly verbose?: boolean;
  /** `true`: at the usual port. */
  readonly control?: number | true;
}
