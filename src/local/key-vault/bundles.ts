import type { SecretVersion } from './secret.ts';
import { RECOVERABLE_DAYS } from './store.ts';
import type { DeletedSecret } from './store.ts';

/** A secret as it goes over the wire. `vault`: the URL that the client called, without a slash at its end. */
export const secretBundle = (vault: string, secret: SecretVersion) => ({
  value: secret.value,
  ...item(secret, versionId(vault, secret)),
});

/** In lists of secrets: without value and version. */
export const secretItem = (vault: string, secret: SecretVersion) => item(secret, secretId(vault, secret));

/** In lists of versions, and what an update and a recovery answer: without value. */
export const versionItem = (vault: string, secret: SecretVersion) => item(secret, versionId(vault, secret));

export const deletedBundle = (vault: string, deleted: DeletedSecret) => ({
  ...recovery(vault, deleted),
  ...item(deleted.secret, versionId(vault, deleted.secret)),
});

export const deletedItem = (vault: string, deleted: DeletedSecret) => ({
  ...recovery(vault, deleted),
  ...item(deleted.secret, secretId(vault, deleted.secret)),
});

const secretId = (vault: string, { name }: SecretVersion) => `${vault}/secrets/${name}`;
const versionId = (vault: string, secret: SecretVersion) => `${secretId(vault, secret)}/${secret.version}`;

const recovery = (vault: string, { secret, deletedDate, scheduledPurgeDate }: DeletedSecret) => ({
  recoveryId: `${vault}/deletedsecrets/${secret.name}`,
  deletedDate,
  scheduledPurgeDate,
});

/** `undefined` is left out of the JSON, as the service does. */
const item = ({ contentType, tags, enabled, notBefore, expires, created, updated }: SecretVersion, id: string) => ({
  id,
  contentType,
  tags,
  attributes: {
    enabled,
    nbf: notBefore,
    exp: expires,
    created,
    updated,
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: RECOVERABLE_DAYS,
  },
});
