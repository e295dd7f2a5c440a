/** The host's own words, by language. */
const ENGLISH = {
    actAs: 'Act as',
    actAsAnother: 'Act as another user',
    hiddenTab: (tab: string) => `You may not see ${tab}. A permission set has to make its tab visible to you.`,
    more: 'More',
    noHome: 'This app has no Home page: standard-home is none of its tabs.',
    noPage: (tab: string) => `The local org does not support the page of the tab ${tab}.`,
    skipLinks: 'Skip links',
    skip: 'Skip to main content',
    starting: 'Starting the Lightning pages. The first start builds the base components, which takes some seconds.',
    noScript: 'These pages need JavaScript.',
    theme: 'Theme',
    themeLight: 'SLDS 2, light',
    themeDark: 'SLDS 2, dark',
    themeOld: 'SLDS 1',
    whereFrom: (org: string) => `${org}, run on this machine from the project’s source`
};

export type Words = typeof ENGLISH;

const GERMAN: Words = {
    actAs: 'Handeln als',
    actAsAnother: 'Als anderer Benutzer handeln',
    hiddenTab: (tab: string) => `Sie dürfen ${tab} nicht sehen. Ein Berechtigungssatz muss die Registerkarte für Sie sichtbar machen.`,
    more: 'Mehr',
    noHome: 'Diese App hat keine Startseite: standard-home gehört nicht zu ihren Registerkarten.',
    noPage: (tab: string) => `Die lokale Org kennt die Seite der Registerkarte ${tab} nicht.`,
    skipLinks: 'Sprungmarken',
    skip: 'Zum Hauptinhalt springen',
    starting: 'Die Lightning-Seiten werden gestartet. Beim ersten Mal werden die Basiskomponenten gebaut, was einige Sekunden dauert.',
    noScript: 'Diese Seiten brauchen JavaScript.',
    theme: 'Design',
    themeLight: 'SLDS 2, hell',
    themeDark: 'SLDS 2, dunkel',
    themeOld: 'SLDS 1',
    whereFrom: (org: string) => `${org}, auf diesem Rechner aus den Quelltexten des Projekts`
};

/** Who reads another language reads English, as the platform's own words are in an org without that language. */
export function wordsFor(language: string): Words {
    return /^de\b/.test(language.replace('_', '-')) ? GERMAN : ENGLISH;
}
