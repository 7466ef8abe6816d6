import { World } from './world.ts';

/** Nothing is late or lost, and every call goes its way at once. */
export class CalmWorld extends World {
  constructor() {
    super(1);
  }

  override seenBy<T extends object>(_actor: string, port: T): T {
    return port;
  }
}
