/** In the order in which Salesforce counts, which is also the order of the characters' codes. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const ID_TEXT = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/;

/** What stands between key prefix and number in the ids of a local org: no id of a real org looks like that. */
const POD = 'Lo0';
const NUMBER_LENGTH = 9;

export function base62(value: number, length: number): string {
    let text = '';
    for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62]! + text;
    return text.padStart(length, '0');
}

function fromBase62(text: string): number {
    let value = 0;
    for (const digit of text) value = value * 62 + DIGITS.indexOf(digit);
    return value;
}

/** Three characters, one for each group of five: which of them are capitals, as a binary number. */
export function idChecksum(id15: string): string {
    let checksum = '';
    for (let group = 0; group < 3; group++) {
        let capitals = 0;
        for (let at = 0; at < 5; at++) {
            const code = id15.charCodeAt(group * 5 + at);
            if (code >= 65 && code <= 90) capitals |= 1 << at;
        }
        checksum += CHECK_CHARACTERS[capitals]!;
    }
    return checksum;
}

/** The 18-character form of an id, or undefined where the text cannot be one. */
export function toId18(text: string): string | undefined {
    if (!ID_TEXT.test(text)) return undefined;
    return text.length === 15 ? text + idChecksum(text) : text;
}

export function makeId(keyPrefix: string, number: number): string {
    const id = keyPrefix + POD + base62(number, NUMBER_LENGTH);
    return id + idChecksum(id);
}

/** The number inside an id that `makeId` made; 0 for ids that came from elsewhere. */
export function idNumber(id: string): number {
    return id.slice(3, 3 + POD.length) === POD ? fromBase62(id.slice(3 + POD.length, 15)) : 0;
}
