import { LightningElement } from 'lwc';
import { words } from 'platform/language';

interface Choice {
    value: string;
    label: string;
    checked: boolean;
}

const THEMES = [
    ['light', words.themeLight],
    ['dark', words.themeDark],
    ['slds1', words.themeOld]
] as const;

/** Chooses how the org looks. The server knows it by the cookie when it is asked for the next page. */
export default class ThemeMenu extends LightningElement {
    words = words;
    theme = document.body.dataset['theme'] ?? 'light';

    get choices(): Choice[] {
        return THEMES.map(([value, label]) => ({ value, label, checked: value === this.theme }));
    }

    handleSelect(event: CustomEvent<{ value: string }>): void {
        const theme = event.detail.value;
        this.theme = theme;
        document.cookie = `local-org-theme=${theme}; Path=/; SameSite=Strict`;
        const { body } = document;
        body.dataset['theme'] = theme;
        body.classList.remove('slds-color-scheme_light', 'slds-color-scheme_dark');
        if (theme !== 'slds1') body.classList.add(`slds-color-scheme_${theme}`);
        swapSheet(theme === 'slds1' ? 'slds1' : 'slds2');
    }
}

/** The old sheet stays until the new one is there: a page without any would jump. */
function swapSheet(name: string): void {
    const old = [...document.querySelectorAll<HTMLLinkElement>('link[data-slds]')];
    const last = old.at(-1)!;
    const sheet = last.cloneNode() as HTMLLinkElement;
    sheet.href = last.href.replace(/[\w-]+\.css/, `${name}.css`);
    if (sheet.href === last.href) return;
    sheet.addEventListener('load', () => old.forEach((link) => link.remove()), { once: true });
    last.after(sheet);
}
