import type { Chapter } from './shots';

const HEAD = `# The pages

Each page in each of its states, at 1400, 768 and 360 pixels, in SLDS 2 light and dark, and at 1400 pixels in SLDS 1. The records are those of the scenario that \`npm start\` plays, and some
that are hard to show. \`npm run pictures\` takes the pictures again, from the org that \`npm start\` serves.
`;

export function galleryOf(chapters: readonly Chapter[]): string {
    const parts = chapters.map(({ title, shots }) =>
        [
            `## ${title}`,
            ...shots.map((shot) => `### ${shot.title}\n\n${shot.words}\n\n![${title}: ${shot.title}](images/${shot.name}.jpg)`)
        ].join('\n\n')
    );
    return `${[HEAD.trimEnd(), ...parts].join('\n\n')}\n`;
}
