import type { IssuerAddresses } from '../issuer/addresses.ts';
import { openContext } from './context.ts';
import type { AppOptions, ServicesOptions, StartContext } from './options.ts';
import type { Resources } from './resources.ts';
import { timed } from './timed.ts';

/** The services that can be started by themselves; Event Grid comes with the storage whose events it delivers. */
export const partNames = [
  'storage',
  'event-grid',
  'cosmos',
  'event-hubs',
  'document-intelligence',
  'key-vault',
  'issuer',
  'functions',
] as const;
export type PartName = (typeof partNames)[number];

export interface PartsOptions extends ServicesOptions {
  readonly only: ReadonlySet<PartName>;
  readonly dir: string;
  readonly resources: Resources;
  /** For `functions`; `settings` are told where the other parts are. */
  readonly app?: AppOptions & { readonly settings: (addresses: Addresses) => Record<string, string> };
}

/** Where the parts are that run. Field by field what `docscore local --json` prints. */
export interface Addresses {
  /** Connection strings. */
  storage?: string;
  cosmos?: string;
  eventHubs?: string;
  /** The first custom topic of the description. */
  eventGrid?: { endpoint: string; key: string };
  documentIntelligence?: { endpoint: string; key: string };
  keyVault?: { url: string; token: string };
  issuer?: IssuerAddresses;
  functions?: { url: string; masterKey: string; functionKey: string };
  /** Of faults and clock. */
  control?: string;
}

/** Services of the local cloud for any project: those that are asked for, made from a description of its resources. */
export interface Parts {
  readonly addresses: Addresses;
  stop(): Promise<void>;
}

/** @throws LocalCloudError `already-running`; or the error of the part that did not start, after the others were stopped. */
export async function startParts(options: PartsOptions): Promise<Parts> {
  const { context, controlUrl, stop } = await openContext(options);
  try {
    const addresses: Addresses = {};
    if (controlUrl !== undefined) addresses.control = controlUrl;
    await startAll(options, context, addresses);
    return { addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A part's code is loaded when it is asked for; `addresses` gets where it is. */
async function startAll(options: PartsOptions, context: StartContext, addresses: Addresses): Promise<void> {
  const { only, app } = options;
  const part = <Service>(names: PartName[], start: () => Promise<Service>) =>
    names.some((name) => only.has(name)) ? timed(options, names[0] ?? '', start) : Promise.resolve(undefined);
  const starts = [
    part(['storage', 'event-grid'], async () => (await import('./start-storage.ts')).startStorage(options, context)),
    part(['cosmos'], async () => (await import('./start-database.ts')).startDatabase(context)),
    part(['event-hubs'], async () => (await import('./start-hubs.ts')).startHubs(context)),
    part(['document-intelligence'], async () =>
      (await import('./start-document-intelligence.ts')).startIntelligence(context),
    ),
    part(['key-vault'], async () => (await import('./start-vault.ts')).startVault(context)),
    part(['issuer'], async () => (await import('./start-issuer.ts')).startTokenIssuer(context)),
  ] as const;
  await Promise.allSettled(starts); // what did start can be stopped when another fails
  const [storage, cosmos, eventHubs, documentIntelligence, keyVault, issuer] = await Promise.all(starts);
  if (storage) addresses.storage = storage.azurite.connectionString;
  const [topic] = options.resources.eventTopics;
  if (storage && topic) {
    const { eventGrid } = storage;
    addresses.eventGrid = { endpoint: eventGrid.endpointOf(topic.name), key: eventGrid.key };
  }
  if (cosmos) addresses.cosmos = cosmos.connectionString;
  if (eventHubs) addresses.eventHubs = eventHubs.connectionString;
  if (documentIntelligence)
    addresses.documentIntelligence = { endpoint: documentIntelligence.endpoint, key: documentIntelligence.key };
  if (keyVault) addresses.keyVault = { url: keyVault.url, token: keyVault.token };
  if (issuer) addresses.issuer = issuer.addresses;

  if (!only.has('functions') || !app) return;
  const { startApp, webhookOf } = await import('./start-app.ts');
  const host = await startApp(
    { ...options, ...app, strict: false, ...(keyVault && { keyVault }) },
    context,
    app.settings(addresses),
  );
  const { master, default: functionKey } = host.keys;
  addresses.functions = { url: `http://127.0.0.1:${host.port}`, masterKey: master, functionKey };
  storage?.eventGrid.connect(webhookOf(host));
}
