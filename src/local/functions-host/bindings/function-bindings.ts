import { messageOf } from '../host-log.ts';
import type { Invocation, InvocationResult, TypedData } from '../protocol.ts';
import type { BindingContext, InputBinding, NamedBinding, OpenInput, OpenOutput, OutputBinding } from './binding.ts';
import type { BindingData } from './binding-data.ts';
import { openBlobInput, openBlobOutput } from './blob.ts';
import { openCosmosInput } from './cosmos-input.ts';
import { openCosmosOutput } from './cosmos-output.ts';
import { openEventGridOutput } from './event-grid-output.ts';
import { openEventHubOutput } from './event-hub-output.ts';
import { isGiven } from './outgoing.ts';
import { openQueueOutput } from './queue-output.ts';
import { isTrigger } from './supported.ts';

const inputs: Record<string, OpenInput> = { blob: openBlobInput, cosmosDB: openCosmosInput };

const outputs: Record<string, OpenOutput> = {
  blob: openBlobOutput,
  queue: openQueueOutput,
  cosmosDB: openCosmosOutput,
  eventHub: openEventHubOutput,
  eventGrid: openEventGridOutput,
};

/** The extra inputs and the outputs of one function. */
export interface FunctionBindings {
  /** @throws Error that names the binding that could not be read. */
  read(data: BindingData): Promise<Invocation['inputData']>;
  /** One after the other; what a function does not give is not written. @throws Error that names the binding that failed. */
  write(result: InvocationResult, data: BindingData): Promise<void>;
}

/**
 * @returns undefined for a function that has a trigger only, or an HTTP response.
 * @throws Error that says which binding cannot work, and why.
 */
export function openFunctionBindings(
  bindings: readonly NamedBinding[],
  context: BindingContext,
): FunctionBindings | undefined {
  const reads: { name: string; type: string; binding: InputBinding }[] = [];
  const writes: { name: string; type: string; binding: OutputBinding }[] = [];
  for (const one of bindings) {
    const { name, type, direction } = one;
    if (isTrigger(one) || type === 'http') continue;
    const [openInput, openOutput] = [inputs[type], outputs[type]];
    if (direction === 'in' && openInput) reads.push({ name, type, binding: openInput(one, context) });
    if (direction === 'out' && openOutput) writes.push({ name, type, binding: openOutput(one, context) });
  }
  if (reads.length + writes.length === 0) return undefined;
  const { clients } = context;
  return {
    read: (data) =>
      clients.during(() =>
        Promise.all(
          reads.map(async ({ name, type, binding }) => {
            const value = await named(`The input binding '${name}' (${type}) failed`, () => binding.read(data));
            return { name, data: value };
          }),
        ),
      ),
    write: (result, data) =>
      clients.during(async () => {
        for (const { name, type, binding } of writes) {
          const value = valueOf(result, name);
          if (isGiven(value))
            await named(`The output binding '${name}' (${type}) failed`, () => binding.write(value, data));
        }
      }),
  };
}

function valueOf({ returnValue, outputData }: InvocationResult, name: string): TypedData | null | undefined {
  return name === '$return' ? returnValue : outputData?.find((output) => output.name === name)?.data;
}

async function named<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${what}: ${messageOf(error)}`, { cause: error });
  }
}
