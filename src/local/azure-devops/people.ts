import { createHash } from 'node:crypto';
import { DevopsError } from './devops-error.ts';

/** Who is in the organisation. */
export interface Directory {
  /** By their unique name, for instance `alex@example.org`. */
  readonly people: readonly string[];
  /** Members by the group's name, which says its project: `[docscore]\approvers`. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** As objects of the service name a person or a group. */
export interface Identity {
  readonly id: string;
  readonly displayName: string;
  readonly uniqueName: string;
  readonly isContainer?: true;
}

/** Who a token stands for. */
export interface People {
  /** @throws DevopsError 401 */
  caller(authorization: string | undefined): Identity;
  /** The token that `name` calls with. */
  tokenOf(name: string): string;
  find(name: string): Identity | undefined;
  byId(id: string): Identity | undefined;
  /** A group without members. */
  addGroup(name: string): Identity;
  /** Whether `person` is `identity`, or a member of the group that it is. */
  isIn(person: Identity, identity: Identity): boolean;
}

export function peopleOf({ people, groups }: Directory): People {
  const all = new Map<string, Identity>();
  for (const name of people) all.set(name, { id: idOf(name), displayName: name, uniqueName: name });
  const addGroup = (name: string) => {
    const group = groupOf(name);
    all.set(name, group);
    return group;
  };
  for (const name of Object.keys(groups)) addGroup(name);
  const tokens = new Map(people.map((name) => [tokenOf(name), name]));
  return {
    caller(authorization) {
      const found = all.get(tokens.get(tokenIn(authorization)) ?? '');
      if (!found)
        throw new DevopsError(
          401,
          'UnauthorizedRequestException',
          'TF400813: The user is not authorized to access this resource.',
        );
      return found;
    },
    tokenOf,
    addGroup,
    find: (name) => all.get(name),
    byId: (id) => [...all.values()].find((identity) => identity.id === id),
    isIn: (person, identity) =>
      person.id === identity.id || (groups[identity.displayName]?.includes(person.uniqueName) ?? false),
  };
}

const groupOf = (name: string): Identity => ({
  id: idOf(name),
  displayName: name,
  uniqueName: `vstfs:///Classification/${name}`,
  isContainer: true,
});

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A GUID that is the same at each start. */
export function idOf(name: string): string {
  const hex = digest(name);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const tokenOf = (name: string) => `local-${digest(`token of ${name}`).slice(0, 40)}`;

/** A bearer token, or a personal access token as the password of Basic. */
function tokenIn(authorization = ''): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString().split(':').slice(1).join(':');
  return '';
}
