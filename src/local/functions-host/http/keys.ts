import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Key {
  readonly name: string;
  readonly value: string;
}

/** Where a key belongs: the whole host, its extensions, or one function. */
export type KeyScope = 'functionKeys' | 'systemKeys' | { functionName: string };

/** The host's keys. Files and shapes are the runtime's: `host.json` and `<function>.json`. */
export interface Keys {
  readonly master: string;
  /** Of level function, for all functions. */
  readonly default: string;
  readonly systemEventGrid: string;
  /** A function's keys are made when they are first asked for. */
  list(scope: KeyScope): readonly Key[];
  /** Gives a key this value, or a new one. */
  set(scope: KeyScope, name: string, value?: string): { key: Key; isNew: boolean };
  setMaster(value?: string): Key;
  /** @returns false when there is none of that name. */
  remove(scope: KeyScope, name: string): boolean;
}

interface StoredKey extends Key {
  readonly encrypted: false;
}

interface HostKeys {
  masterKey: StoredKey;
  functionKeys: StoredKey[];
  systemKeys: StoredKey[];
}

/** Reads the keys of `folder`, and makes those that are missing. They stay the same between runs. */
export function loadKeys(folder: string): Keys {
  mkdirSync(folder, { recursive: true });
  const hostFile = path.join(folder, 'host.json');
  const host = readOrMake<HostKeys>(hostFile, () => ({
    masterKey: newKey('master'),
    functionKeys: [newKey('default')],
    systemKeys: [newKey('eventgrid_extension')],
  }));
  const own = new Map<string, { keys: StoredKey[] }>();

  function stored(scope: KeyScope): { keys: StoredKey[]; save: (keys: StoredKey[]) => void } {
    if (typeof scope === 'string') {
      const save = (keys: StoredKey[]) => {
        host[scope] = keys;
        write(hostFile, host);
      };
      return { keys: host[scope], save };
    }
    const file = path.join(folder, `${scope.functionName.toLowerCase()}.json`);
    const { keys } = own.get(file) ?? readOrMake(file, () => ({ keys: [newKey('default')] }));
    own.set(file, { keys });
    const save = (changed: StoredKey[]) => {
      own.set(file, { keys: changed });
      write(file, { keys: changed });
    };
    return { keys, save };
  }

  return {
    get master() {
      return host.masterKey.value;
    },
    get default() {
      return host.functionKeys.find(({ name }) => name === 'default')?.value ?? '';
    },
    get systemEventGrid() {
      return host.systemKeys.find(({ name }) => name === 'eventgrid_extension')?.value ?? '';
    },
    list: (scope) => stored(scope).keys,
    set(scope, name, value) {
      const { keys, save } = stored(scope);
      const others = keys.filter((one) => !sameName(one, name));
      const key = newKey(name, value);
      save([...others, key]);
      return { key, isNew: others.length === keys.length };
    },
    setMaster(value) {
      host.masterKey = newKey('master', value);
      write(hostFile, host);
      return host.masterKey;
    },
    remove(scope, name) {
      const { keys, save } = stored(scope);
      const others = keys.filter((one) => !sameName(one, name));
      if (others.length < keys.length) save(others);
      return others.length < keys.length;
    },
  };
}

export const sameName = (key: Key, name: string): boolean => key.name.toLowerCase() === name.toLowerCase();

function newKey(name: string, value = randomBytes(40).toString('base64url')): StoredKey {
  return { name, value, encrypted: false };
}

function readOrMake<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
  write(file, made);
  return made;
}

function write(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value, null, 2), { mode: 0o600 });
}
