import { wordsFor } from './client/platform/words.ts';
import { ASSETS } from './modules.ts';
import { bodyClass, sheetOf, type Theme } from './theme.ts';

interface Shell {
    readonly title: string;
    /** Of the user: 'en-US'. */
    readonly language: string;
    readonly nonce: string;
    readonly imports: Readonly<Record<string, string>>;
    /** Modules that the page will ask for: the browser fetches them side by side, before it knows why. */
    readonly soon: readonly string[];
    readonly theme: Theme;
}

/** The one HTML page. Scripts come from this server alone; LWC puts its styles into the page by itself. */
export function shell({ title, language, nonce, imports, soon, theme }: Shell): string {
    const words = wordsFor(language);
    return `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${ASSETS}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${ASSETS}/style/${sheetOf(theme)}.css" data-slds>
<link rel="stylesheet" href="${ASSETS}/style/page.css">
<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports }).replaceAll('<', '\\u003c')}</script>
${soon.map((url) => `<link rel="modulepreload" href="${escapeHtml(url)}">`).join('\n')}
<script type="module" nonce="${nonce}" src="${ASSETS}/module/main.js"></script>
</head>
<body class="${bodyClass(theme)}" data-theme="${theme}">
<nav aria-label="${escapeHtml(words.skipLinks)}"><a class="skip" href="#content">${escapeHtml(words.skip)}</a></nav>
<div id="header"></div>
<main id="content" tabindex="-1"><p class="starting" role="status">${escapeHtml(words.starting)}</p></main>
<noscript>${escapeHtml(words.noScript)}</noscript>
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
