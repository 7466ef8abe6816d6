import type { Binding } from '../protocol.ts';

/** By type in lower case: the spelling that the rest of the host goes by. */
const spelled = (types: readonly string[]) => new Map(types.map((type) => [type.toLowerCase(), type]));

const supported = {
  trigger: spelled([
    'httpTrigger',
    'eventGridTrigger',
    'queueTrigger',
    'eventHubTrigger',
    'cosmosDBTrigger',
    'timerTrigger',
  ]),
  in: spelled(['blob', 'cosmosDB']),
  out: spelled(['http', 'blob', 'queue', 'cosmosDB', 'eventHub', 'eventGrid']),
} as const;

export const isTrigger = ({ type }: Binding): boolean => /trigger$/i.test(type);

/** The binding's type as this host spells it (the runtime takes any case), or undefined when it is not supported. */
export function supportedType(binding: Binding): string | undefined {
  const types = isTrigger(binding) ? supported.trigger : binding.direction === 'in' ? supported.in : supported.out;
  return types.get(binding.type.toLowerCase());
}

/** What keeps a binding of a supported type from working here; undefined: nothing. */
export function unsupportedOption(binding: Binding): string | undefined {
  const { type, properties } = binding;
  if ((properties as { supportsDeferredBinding?: unknown } | undefined)?.supportsDeferredBinding === 'true')
    return `'sdkBinding' of the binding '${type}' is not supported by this host`;
  const { changeFeedMode } = binding;
  if (type === 'cosmosDBTrigger' && changeFeedMode !== undefined && changeFeedMode !== 'LatestVersion')
    return `'changeFeedMode' ${JSON.stringify(changeFeedMode)} of the binding '${type}' is not supported by this host`;
  return undefined;
}
