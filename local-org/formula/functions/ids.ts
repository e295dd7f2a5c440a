const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id; other texts stay as they are. */
export function caseSafeId(id: string): string {
    if (id.length !== 15) return id;
    let suffix = '';
    for (let block = 0; block < 15; block += 5) {
        let bits = 0;
        for (let place = 0; place < 5; place++) {
            if (/[A-Z]/.test(id[block + place]!)) bits |= 1 << place;
        }
        suffix += SUFFIX[bits];
    }
    return id + suffix;
}
