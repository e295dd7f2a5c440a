import { ASSETS } from './modules.ts';

/** The one HTML page. Scripts come from this server alone; LWC puts its styles into the page by itself. */
export function shell(title: string, nonce: string, imports: Readonly<Record<string, string>>, scheme: 'light' | 'dark'): string {
    return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${ASSETS}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${ASSETS}/style/slds.css">
<link rel="stylesheet" href="${ASSETS}/style/page.css">
<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports }).replaceAll('<', '\\u003c')}</script>
<script type="module" nonce="${nonce}" src="${ASSETS}/module/main.js"></script>
</head>
<body class="slds-scope slds-color-scheme_${scheme}">
<nav aria-label="Skip links"><a class="skip" href="#content">Skip to main content</a></nav>
<div id="header"></div>
<main id="content" tabindex="-1"><p class="starting" role="status">Starting the Lightning pages. The first start builds the base components, which takes some seconds.</p></main>
<noscript>These pages need JavaScript.</noscript>
</body>
</html>
`;
}

export function contentSecurityPolicy(nonce: string): string {
    return [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'"
    ].join('; ');
}

function escapeHtml(text: string): string {
    return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
