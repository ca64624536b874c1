/** Where the window's own page lives: a scheme of our own, so that no `file:` rule and no web origin applies to it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'desk';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
