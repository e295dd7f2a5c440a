import { jsonAnswer, type HttpAnswer } from '../protocol.ts';

/** The platform's releases since API 31.0 carry a season and a year; the local org follows the latest one here. */
const OLDEST = 31;
const LATEST = 66;

export function isKnownVersion(version: string): boolean {
    const number = Number(version);
    return version.endsWith('.0') && number >= OLDEST && number <= LATEST;
}

/** Every version that is answered; each behaves as the latest one. */
export function listVersions(): HttpAnswer {
    const versions = Array.from({ length: LATEST - OLDEST + 1 }, (_none, at) => OLDEST + at);
    return jsonAnswer(
        200,
        versions.map((number) => ({ label: labelOf(number), url: `/services/data/v${number}.0`, version: `${number}.0` }))
    );
}

/** Three releases a year: 64.0 was Summer '25, 65.0 Winter '26, 66.0 is Spring '26. */
function labelOf(number: number): string {
    const season = ['Spring', 'Summer', 'Winter'][number % 3]!;
    const year = 26 - Math.floor((LATEST - number + (season === 'Summer' ? 1 : 0)) / 3);
    return `${season} '${year}`;
}

export function listResources(base: string): HttpAnswer {
    const names = ['composite', 'limits', 'metadata', 'query', 'queryAll', 'sobjects', 'tooling'];
    return jsonAnswer(200, Object.fromEntries(names.map((name) => [name, `${base}/${name}`])));
}
