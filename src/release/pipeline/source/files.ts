import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Problem } from '../../../infra/problem.ts';
import type { Node } from './node.ts';
import { readYaml } from './read-yaml.ts';

/** What files were read as before, by path and text: for who expands the same files many times. */
export type YamlCache = Map<string, ReturnType<typeof readYaml>>;

/** The text of a file of the repository by its path from the root, `/` between; undefined when there is none. */
export type ReadText = (file: string) => string | undefined;

/** @throws Error when a file is there and cannot be read. */
export const readFrom =
  (root: string): ReadText =>
  (file) => {
    try {
      return readFileSync(join(root, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };

/** Reads each YAML file once, and keeps what was wrong with it. */
export class YamlFiles {
  readonly #read: ReadText;
  readonly #cache: YamlCache;
  readonly #files = new Map<string, Node>();
  readonly #problems: Problem[] = [];

  constructor(read: ReadText, cache: YamlCache = new Map()) {
    this.#read = read;
    this.#cache = cache;
  }

  /** Files that were there, in the order in which they were asked for. */
  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  open(file: string): Node | 'missing' {
    const before = this.#files.get(file);
    if (before !== undefined) return before;
    const text = this.#read(file);
    if (text === undefined) return 'missing';
    const key = `${file}\n${text}`;
    const { node, problems } = this.#cache.get(key) ?? readYaml(text, file);
    this.#cache.set(key, { node, problems });
    this.#files.set(file, node);
    this.#problems.push(...problems);
    return node;
  }
}

/** A template's path: from the root when it begins with `/`, else from the file that names it; undefined when it leaves the repository. */
export function templatePath(from: string, path: string): string | undefined {
  const joined = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);
  const file = posix.normalize(joined);
  return file.startsWith('..') ? undefined : file;
}
