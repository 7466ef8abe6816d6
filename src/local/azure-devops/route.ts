import type { DevopsRequest } from './request.ts';
import type { State } from './state.ts';

/** One operation of the service. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the organisation; `{project}` is its name or GUID, other `{…}` are parameters. */
  readonly path: string;
  /** Whether the api-version must end in `-preview` or `-preview.1`. */
  readonly preview?: true;
  /** @returns The answer's body; `undefined` for 204. @throws DevopsError */
  readonly handle: (request: DevopsRequest, state: State) => unknown;
}
