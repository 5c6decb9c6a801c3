import { escapedHtml } from './html-text.ts';
import { HTML_STYLE } from './html-style.ts';

/**
 * A page that stands alone: nothing is loaded, nothing runs, and its own rule (Content-Security-Policy) says so. `body` is
 * HTML; everything of others in it has been escaped.
 */
export function htmlPage({ title, body }: { readonly title: string; readonly body: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapedHtml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
