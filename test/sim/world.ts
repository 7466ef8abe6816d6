import { AppError } from '../../src/domain/errors.ts';

/** After everything, and still of four digits: times are compared as text. */
export const everSoLate = new Date('9999-12-31T23:59:59.999Z');

/** How often things go wrong, as probabilities per call; `kill` ends a whole invocation. */
export interface Faults {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly kill: number;
}

/** Mulberry32: small, seeded, good enough to choose what happens next. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Turn {
  readonly actor: string;
  readonly go: () => void;
}

/**
 * One thread of control over everything that runs at once: each call to a port waits for its turn, and turns are given in
 * a random order that the seed decides. Time stands still unless the world moves it.
 */
export class World {
  readonly random: () => number;
  faults: Faults = { lostRequest: 0, lostAnswer: 0, kill: 0 };
  /** Services that are away, by the name of their port. */
  readonly away = new Set<string>();
  #time = Date.parse('2026-01-01T00:00:00Z');
  #turns: Turn[] = [];
  readonly #killed = new Set<string>();
  readonly #onKill = new Map<string, () => void>();

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  now = () => new Date(this.#time);

  pass(seconds: number) {
    this.#time += seconds * 1000;
  }

  chance = (probability: number) => this.random() < probability;

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  get waiting() {
    return this.#turns.length;
  }

  /** Lets one waiting call go on, and everything that follows from it come to rest. */
  async step() {
    const turn = this.#turns.splice(Math.floor(this.random() * this.#turns.length), 1)[0];
    if (turn && this.chance(this.faults.kill)) this.kill(turn.actor);
    else turn?.go();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The invocation never comes back: none of its calls ever returns. */
  kill(actor: string) {
    this.#killed.add(actor);
    this.#turns = this.#turns.filter((turn) => turn.actor !== actor);
    this.#onKill.get(actor)?.();
    this.forget(actor);
  }

  /** What whoever waits for this actor gets to see of its death. */
  onKill(actor: string, notice: () => void) {
    this.#onKill.set(actor, notice);
  }

  forget(actor: string) {
    this.#onKill.delete(actor);
  }

  /**
   * The port as this actor sees it: slow, interleaved with others, and sometimes cut off before or after the call took effect.
   * @param name Of the service that can be away.
   */
  seenBy<T extends object>(actor: string, port: T, name = ''): T {
    return new Proxy(port, {
      get: (target, property) => {
        const member = Reflect.get(target, property) as unknown;
        if (typeof member !== 'function' || typeof property === 'symbol') return member;
        return async (...args: unknown[]) => {
          await this.#turn(actor);
          if (this.away.has(name)) throw new AppError('unavailable', `${name} is away`);
          if (this.chance(this.faults.lostRequest)) throw new AppError('unavailable', 'The request was lost');
          const answer = (await Reflect.apply(member, target, args)) as unknown;
          await this.#turn(actor);
          if (this.chance(this.faults.lostAnswer)) throw new AppError('unavailable', 'The answer was lost');
          return answer;
        };
      },
    });
  }

  #turn(actor: string) {
    return new Promise<void>((resolve) => {
      if (!this.#killed.has(actor)) this.#turns.push({ actor, go: resolve });
    });
  }
}
