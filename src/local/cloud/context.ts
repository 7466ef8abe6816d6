import { EventEmitter } from 'node:events';
import { movableClock } from '../clock.ts';
import { startControl } from '../control/control.ts';
import { createFaults } from '../faults/faults.ts';
import type { Signals } from '../service.ts';
import type { ServicesOptions, StartContext } from './options.ts';
import { defaultPorts, onFreePorts, portNames, type Ports } from './ports.ts';
import type { Resources } from './resources.ts';
import { claimFolder } from './state-folder.ts';

interface ContextOptions extends ServicesOptions {
  readonly dir: string;
  readonly resources: Resources;
}

/**
 * Takes the state folder, and opens what services share: signals, clock, faults and, if asked for, the control endpoint.
 *
 * @returns `stop` undoes what was started since, last first; whatever one of them throws, the others are undone too.
 * @throws LocalCloudError `already-running`.
 */
export async function openContext(options: ContextOptions) {
  const { dir, resources, control: isControlled = false } = options;
  const undos: Undo[] = [await claimFolder(dir)];
  const stop = once(() => runAll(undos.reverse()));
  const signals: Signals = new EventEmitter();
  signals.setMaxListeners(0);
  const clock = movableClock();
  const faults = isControlled ? createFaults() : undefined;
  const wanted = wantedPorts(options);
  const onStop = (undo: Undo) => void undos.push(undo);
  try {
    const control =
      faults &&
      (await onFreePorts({ control: wanted.control }, ({ control: port }) => startControl({ port, faults, clock })));
    if (control) onStop(() => control.stop());
    const context: StartContext = { dir, wanted, signals, resources, clock, faults, control, onStop };
    return { context, controlUrl: control?.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function wantedPorts({ ports, portZero = false }: ServicesOptions): Ports {
  const named = portNames.map((name) => [name, ports?.[name] ?? (portZero ? 0 : defaultPorts[name])]);
  return Object.fromEntries(named) as Ports;
}

type Undo = () => Promise<void> | void;

async function runAll(undos: Undo[]): Promise<void> {
  const failures: unknown[] = [];
  for (const undo of undos)
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
