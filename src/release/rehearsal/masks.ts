/** Hides secrets in whatever is shown. */
export interface Masks {
  /** Hides this value from now on; each of its lines too. */
  add(secret: string): void;
  hide(text: string): string;
}

/** Values of fewer letters are not hidden, as on an agent: that would hide half the log. */
const shortest = 4;

export function openMasks(): Masks {
  const secrets = new Set<string>();
  return {
    add(secret) {
      for (const part of [secret, ...secret.split(/\r?\n/)]) if (part.length >= shortest) secrets.add(part);
    },
    /** Longest first: a secret may hold another. */
    hide: (text) =>
      [...secrets]
        .sort((one, other) => other.length - one.length)
        .reduce((shown, secret) => shown.replaceAll(secret, '***'), text),
  };
}
