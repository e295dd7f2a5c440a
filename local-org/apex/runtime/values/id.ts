import { stringException } from './raise.ts';

const CHECK_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id: three letters tell which of the characters are capitals. */
export function longId(id: string): string {
    if (id.length !== 15) return id;
    let suffix = '';
    for (let block = 0; block < 15; block += 5) {
        let bits = 0;
        for (let index = 0; index < 5; index++) {
            const character = id[block + index]!;
            if (character >= 'A' && character <= 'Z') bits |= 1 << index;
        }
        suffix += CHECK_LETTERS[bits];
    }
    return id + suffix;
}

export function isId(text: string): boolean {
    return /^[0-9A-Za-z]{15}$/.test(text) || (/^[0-9A-Za-z]{18}$/.test(text) && restoreCase(text) !== undefined);
}

/** What a String becomes as an Id: 18 characters, capitals restored from the check letters. */
export function toId(text: string): string {
    const id = /^[0-9A-Za-z]{15}$/.test(text) ? longId(text) : /^[0-9A-Za-z]{18}$/.test(text) ? restoreCase(text) : undefined;
    if (id === undefined) throw stringException(`Invalid id: ${text}`);
    return id;
}

function restoreCase(id: string): string | undefined {
    let restored = '';
    for (let block = 0; block < 3; block++) {
        const bits = CHECK_LETTERS.indexOf(id[15 + block]!.toUpperCase());
        if (bits < 0) return undefined;
        for (let index = 0; index < 5; index++) {
            const character = id[block * 5 + index]!;
            restored += bits & (1 << index) ? character.toUpperCase() : character.toLowerCase();
        }
    }
    return restored + id.slice(15).toUpperCase();
}
