import type { DescribedType } from '../described.ts';

const strategy = {
  $type: 'Object' as const,
  name: 'FunctionsSiteUpdateStrategy',
  properties: [{ name: 'type', type: 'Recreate | RollingUpdate', flags: 'Required' }],
};

/**
 * Adds what the tool's data lacks: how a Flex Consumption app goes from one package to the next. Source:
 * learn.microsoft.com/azure/azure-functions/flex-consumption-site-updates (api version 2024-11-01 or later).
 */
export function withSiteUpdates(described: DescribedType): DescribedType {
  const config = described.find(({ $type, name }) => $type === 'Object' && name === 'FunctionAppConfig');
  if (config?.$type !== 'Object') return described;
  const more = { name: 'siteUpdateStrategy', type: strategy.name };
  const extended = { ...config, properties: [...config.properties, more] };
  return [...described.map((one) => (one === config ? extended : one)), strategy];
}
