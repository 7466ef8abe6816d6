import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The host's keys. Files and shapes are the runtime's: `host.json` and `<function>.json`. */
export interface Keys {
  master: string;
  default: string;
  systemEventGrid: string;
  /** A function's own key; made when it is first asked for. */
  ofFunction(name: string): string;
}

interface StoredKey {
  name: string;
  value: string;
  encrypted: false;
}

interface HostKeys {
  masterKey: StoredKey;
  functionKeys: StoredKey[];
  systemKeys: StoredKey[];
}

/** Reads the keys of `folder`, and makes those that are missing. They stay the same between runs. */
export function loadKeys(folder: string): Keys {
  mkdirSync(folder, { recursive: true });
  const host = readOrMake<HostKeys>(path.join(folder, 'host.json'), () => ({
    masterKey: newKey('master'),
    functionKeys: [newKey('default')],
    systemKeys: [newKey('eventgrid_extension')],
  }));
  const own = new Map<string, string>();
  return {
    master: host.masterKey.value,
    default: valueOf(host.functionKeys, 'default'),
    systemEventGrid: valueOf(host.systemKeys, 'eventgrid_extension'),
    ofFunction(name) {
      const file = path.join(folder, `${name.toLowerCase()}.json`);
      const key = own.get(file) ?? valueOf(readOrMake(file, () => ({ keys: [newKey('default')] })).keys, 'default');
      own.set(file, key);
      return key;
    },
  };
}

function newKey(name: string): StoredKey {
  return { name, value: randomBytes(40).toString('base64url'), encrypted: false };
}

function readOrMake<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

function valueOf(keys: StoredKey[], name: string): string {
  const key = keys.find((candidate) => candidate.name === name);
  if (!key) throw new Error(`The key file has no key '${name}'`);
  return key.value;
}
