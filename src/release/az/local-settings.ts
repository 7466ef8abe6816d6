import { isRuntimeValue, type Value } from '../../infra/plan/value.ts';

/**
 * App settings of a plan as an app of the local cloud gets them. Addresses of services, the identity that opens them, those of the host's own storage and of telemetry are left out: the local cloud gives each
 * app its own, by connection string. Nothing else differs.
 */
export function localSettings(settings: Readonly<Record<string, Value>>): Record<string, string> {
  const kept = Object.entries(settings).filter(([name]) => !ofTheCloud.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (isRuntimeValue(value))
        throw new Error(`App setting ${name} is known only in Azure (${value.runtime}): the rehearsal cannot give it`);
      return [name, typeof value === 'string' ? value : JSON.stringify(value)];
    }),
  );
}

const ofTheCloud = /^(AzureWebJobsStorage|Storage|Cosmos|Events)(__|$)|^(APPLICATIONINSIGHTS|AUTH)_|^AZURE_CLIENT_ID$/;
