import type { HttpCookie } from '../protocol.ts';

const sameSites = { lax: 'lax', strict: 'strict', explicitNone: 'none' } as const;

/** A Set-Cookie value as ASP.NET Core writes it: escaped, attributes in lower case, path `/` unless given. */
export function setCookie(cookie: HttpCookie): string {
  const { expires, sameSite } = cookie;
  const parts = [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    expires && `expires=${dateOf(expires.value).toUTCString()}`,
    cookie.maxAge && `max-age=${cookie.maxAge.value}`,
    cookie.domain && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    sameSite && sameSite !== 'none' && `samesite=${sameSites[sameSite]}`,
    cookie.httpOnly?.value && 'httponly',
  ];
  return parts.filter(Boolean).join('; ');
}

function dateOf(value: Date | { seconds: number }): Date {
  return value instanceof Date ? value : new Date(value.seconds * 1000);
}
