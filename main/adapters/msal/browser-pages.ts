/**
 * The page the browser shows when it comes back to the app's own loopback address. Complete in itself: nothing is loaded
 * and nothing runs. It says no more than that the answer arrived, for whether it is accepted is not decided yet.
 */
const page = (title: string, text: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem }</style>
</head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`;

export const ANSWERED_PAGE = page('Go back to Tapdesk', 'Microsoft has answered. You can close this tab; Tapdesk goes on from here.');
export const NOT_ANSWERED_PAGE = page('Not signed in', 'The sign-in did not finish. You can close this tab; Tapdesk says what to do next.');
