import type { Module } from '../bicep/tree.ts';
import { type Environment, fail } from './environment.ts';
import { Declared, type Item, type ItemObject } from './item.ts';
import { valueAt } from './steps.ts';
import type { Tracker } from './tracker.ts';
import type { RuntimeValue } from './value.ts';

/** The template of a module with its parameters. */
export interface Deployment {
  /** Undefined: there is no such output. */
  output(name: string): Item | undefined;
  readonly outputs: readonly string[];
  /** Ids of what it creates. */
  readonly ids: () => readonly string[];
}

interface Parts {
  readonly statement: Module;
  readonly environment: Environment;
  readonly tracker: Tracker;
  readonly symbol: string;
  readonly deployed: boolean;
  readonly name: () => string;
  readonly deployment: () => Deployment;
}

/** One use of a module; of a loop, one turn. */
export class ModuleItem extends Declared {
  readonly deployed: boolean;
  readonly symbol: string;
  readonly deployment: () => Deployment;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super();
    this.deployed = parts.deployed;
    this.symbol = parts.symbol;
    this.deployment = parts.deployment;
    this.#parts = parts;
  }

  at(steps: readonly (string | number)[]): Item {
    const { statement, environment, name } = this.#parts;
    const wrong = (message: string, code?: string) => fail(environment.source, statement.name.span, message, code);
    const [first, output, ...rest] = steps;
    if (first === undefined) return this;
    if (first === 'name' && output === undefined) return name();
    if (first !== 'outputs')
      return wrong(
        `The module '${this.symbol}' has no property '${first}': it has name and outputs`,
        'unknown-property',
      );
    if (!this.deployed)
      return wrong(
        `The module '${this.symbol}' is not deployed here, for its condition does not hold: ${steps.join('.')} has no value`,
      );
    const deployment = this.deployment();
    // Whoever waits for a module waits for all that it creates.
    this.#parts.tracker.look(deployment);
    if (output === undefined)
      return Object.fromEntries(deployment.outputs.map((each) => [each, deployment.output(each) ?? null]));
    const found = deployment.output(String(output));
    if (found === undefined)
      return wrong(
        `The module '${this.symbol}' has no output '${output}'; it has: ${deployment.outputs.join(', ')}`,
        'unknown-output',
      );
    return (
      valueAt(found, rest) ??
      wrong(`The output '${output}' of '${this.symbol}' has no '${rest.join('.')}'`, 'unknown-property')
    );
  }

  nested(): Item | undefined {
    return undefined;
  }

  call(name: string): RuntimeValue & ItemObject {
    return fail(
      this.#parts.environment.source,
      this.#parts.statement.name.span,
      `A module has no function '${name}'`,
      'unknown-function',
    );
  }
}
