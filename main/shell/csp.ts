/**
 * The content security policy of the window, sent as a header with every answer of the app protocol.
 * Electron security checklist, item 7. Everything is off until something needs it: scripts and styles of our own, with
 * a nonce for the style elements that Fluent writes at run time; no connection at all, because the window talks to the
 * main process and to nothing else.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
